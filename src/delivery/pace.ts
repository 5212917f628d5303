import type { Pace } from '../conversation/channel.ts'
import type { Database } from '../database/client.ts'

/**
 * Shares of a channel's limit. What we start ourselves, often for many people at once, has a share of
 * its own, so that whoever writes now does not wait behind it.
 */
const shares = { answer: 0.7, notice: 0.3 } as const

/** So much of a second's messages may go at once; the rest is spread, and no second holds more than the limit. */
const burstShare = 0.1

/**
 * Takes the next turn to send, for all processes together, by a generic cell rate algorithm (GCRA) on
 * one row. The row is not logged by the database: it costs no write to disk, and starts anew after a crash.
 *
 * @returns in how many milliseconds the turn is; 0 for now.
 */
export async function takeTurn(
  db: Database,
  { name, perSecond }: Pace,
  kind: keyof typeof shares,
): Promise<number> {
  const mostASecond = perSecond * shares[kind]
  const burst = Math.max(1, mostASecond * burstShare)
  const seconds = 1 / Math.max(mostASecond - burst, mostASecond / 2)
  const allowance = (burst - 1) * seconds
  const [taken] = await db.$queryRaw<{ wait: number }[]>`
    INSERT INTO "Pace" AS p (name, "nextAt")
    VALUES (${`${name} ${kind}`}, clock_timestamp() + make_interval(secs => ${seconds}))
    ON CONFLICT (name) DO UPDATE SET "nextAt" = make_interval(secs => ${seconds}) +
      greatest(p."nextAt", clock_timestamp() - make_interval(secs => ${allowance}))
    RETURNING (1000 * extract(epoch FROM
      p."nextAt" - make_interval(secs => ${seconds}) - clock_timestamp()))::float8 AS wait`
  return Math.max(0, Math.ceil(taken?.wait ?? 0))
}
