import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { readConfig } from '../src/config.ts'
import { openDatabase } from '../src/database/client.ts'
import { runningDatabaseUrl } from '../src/database/embedded/running.ts'
import { startService } from '../src/service/start-service.ts'
import type { Figure } from './benchmark.ts'

const people = 1000
const turnsOfEach = 8

/** What a week's questions look like, in short. */
const texts = ['Wat kan ik zaterdag leren?', 'meer', 'hoi', 'mijn badges']

/**
 * Measures what a city costs in storage: of one more person, and of one more message while what became of
 * it is kept. Messages come by the simulated platforms, so that they cost what real ones do.
 */
export async function benchCapacity(): Promise<readonly Figure[]> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'stapje-capacity-'))
  const service = await startService(
    readConfig({ PORT: '0', DATA_DIR: dataDirectory, MESSAGES_PER_MINUTE: '0' }),
    {
      clock: () => new Date(),
      randomBytes: (count) => randomBytes(count),
      newId: () => randomUUID(),
      log: pino({ level: 'silent' }),
    },
  )
  const db = openDatabase((await runningDatabaseUrl(dataDirectory)) ?? '')
  try {
    const { platform } = service
    if (platform === null) throw new Error('No platform is stood in for.')
    const size = async () => {
      await db.$executeRaw`CHECKPOINT`
      const [row] = await db.$queryRaw<{ bytes: number }[]>`
        SELECT sum(pg_total_relation_size(c.oid))::float8 AS bytes FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'public' AND c.relkind = 'r'`
      return row?.bytes ?? 0
    }
    const say = (person: number, text: string) =>
      platform.post(
        platform.webhooks.telegram.make(String(800_000_000 + person), { kind: 'say', text }),
      )
    const round = async (turn: number) => {
      for (let first = 0; first < people; first += 25) {
        const some = Array.from({ length: 25 }, (_, index) => first + index)
        await Promise.all(some.map((person) => say(person, texts[turn % texts.length] ?? 'hoi')))
      }
      await untilSent()
    }
    const untilSent = async () => {
      while ((await db.delivery.count({ where: { status: 'pending' } })) > 0) {
        await new Promise((done) => setTimeout(done, 100))
      }
    }
    const empty = await size()
    await round(0)
    const known = await size()
    for (let turn = 1; turn <= turnsOfEach; turn += 1) await round(turn)
    const busy = await size()
    const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`
    return [
      { name: 'the demo city, empty', measured: `${(empty / 1e6).toFixed(0)} MB` },
      { name: 'a person with a first message', measured: kilobytes((known - empty) / people) },
      {
        name: 'a further message with its answer, while it is kept',
        measured: kilobytes((busy - known) / (people * turnsOfEach)),
      },
    ]
  } finally {
    await db.$disconnect()
    await service.stop()
    rmSync(dataDirectory, { recursive: true, force: true })
  }
}
