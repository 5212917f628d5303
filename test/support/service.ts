import { randomBytes, randomUUID } from 'node:crypto'
import { pino } from 'pino'
import type { SimulatedPlatform } from '../../bots/simulator/platform.ts'
import { readConfig } from '../../src/config.ts'
import type { Database } from '../../src/database/client.ts'
import { startService } from '../../src/service/start-service.ts'
import { startTestWeb, type TestWeb } from '../verification/support/test-web.ts'
import { createTestClock, type TestClock } from './clock.ts'
import { seededTestDatabase } from './database.ts'
import { testSecret } from './deps.ts'

/** The whole service on a database of its own, with phones to talk to it. */
export interface TestService extends TestClock {
  readonly url: string
  readonly db: Database
  readonly databaseUrl: string
  readonly platform: SimulatedPlatform
  /** The sites of others. */
  readonly web: TestWeb
  /** Everything that was logged, line by line. */
  readonly logged: readonly string[]
  close(): Promise<void>
}

/**
 * Starts the service as `npm start` does, on the demo city and with the platforms stood in for.
 *
 * @param prepare puts more in the database before.
 */
export async function startTestService(
  prepare: (db: Database) => Promise<void> = async () => {},
): Promise<TestService> {
  const database = await seededTestDatabase()
  await prepare(database.db)
  const clock = createTestClock()
  const web = await startTestWeb()
  const logged: string[] = []
  const config = readConfig({
    PORT: '0',
    DATABASE_URL: database.url,
    STAPJE_SECRET: testSecret,
    LOG_LEVEL: 'debug',
    // The clock stands still, so that a transcript is one minute.
    MESSAGES_PER_MINUTE: '0',
  })
  const service = await startService(config, {
    clock: clock.clock,
    randomBytes: (count) => randomBytes(count),
    newId: () => randomUUID(),
    fetch: web.fetch,
    log: pino({ level: 'debug', base: null }, { write: (line) => void logged.push(line) }),
  })
  if (service.platform === null) throw new Error('No platform is stood in for.')
  return {
    ...clock,
    url: service.url,
    db: database.db,
    databaseUrl: database.url,
    platform: service.platform,
    web,
    logged,
    async close() {
      await service.stop()
      await web.close()
      await database.close()
    },
  }
}
