import type { Database } from '../database/client.ts'

/** Often enough that the database does not take the waiting transaction for a stopped process. */
const beatMilliseconds = 10_000

/** A reading that takes longer than this has hung. */
const longestMilliseconds = 12 * 3_600_000

/**
 * Reads a source while nobody else does, by an advisory lock of the database: a process that is killed loses
 * it with its connection, so that nothing has to be unlocked by hand.
 *
 * @returns null when somebody else is reading it
 */
export function oneAtATime<Result>(
  db: Database,
  sourceId: string,
  work: () => Promise<Result>,
): Promise<Result | null> {
  return db.$transaction(
    async (tx) => {
      const [lock] = await tx.$queryRaw<{ isOurs: boolean }[]>`
        SELECT pg_try_advisory_xact_lock(hashtextextended(${`import ${sourceId}`}, 0)) AS "isOurs"`
      if (lock?.isOurs !== true) return null
      const beat = setInterval(() => void tx.$queryRaw`SELECT 1`.catch(() => {}), beatMilliseconds)
      try {
        return await work()
      } finally {
        clearInterval(beat)
      }
    },
    { timeout: longestMilliseconds },
  )
}
