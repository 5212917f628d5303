import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { readConfig } from '../../src/config.ts'
import { runningDatabaseUrl } from '../../src/database/embedded/running.ts'
import { startService } from '../../src/service/start-service.ts'

/** The whole service on an embedded database, with Telegram of the load's stand-in. */
export interface BenchService {
  /** Its webhook. */
  readonly address: string
  readonly databaseUrl: string
  /** What it seals with. */
  readonly secret: string
  stop(): Promise<void>
}

/** Starts it in this process, on a database of its own. */
export async function startBenchService(
  apiRoot: string,
  webhookSecret: string,
): Promise<BenchService> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'stapje-bench-'))
  const secret = randomBytes(32).toString('base64url')
  const service = await startService(
    readConfig({
      PORT: '0',
      // A few people do the work of many.
      MESSAGES_PER_MINUTE: '0',
      DATA_DIR: dataDirectory,
      PUBLIC_URL: 'https://stapje.example.nl',
      STAPJE_SECRET: secret,
      TELEGRAM_BOT_TOKEN: '7:bench',
      TELEGRAM_WEBHOOK_SECRET: webhookSecret,
      TELEGRAM_API_ROOT: apiRoot,
    }),
    {
      clock: () => new Date(),
      randomBytes: (count) => randomBytes(count),
      newId: () => randomUUID(),
      log: pino({ level: 'silent' }),
    },
  )
  const databaseUrl = await runningDatabaseUrl(dataDirectory)
  if (databaseUrl === null) throw new Error('The embedded database does not run.')
  return {
    address: `${service.url}/webhooks/telegram`,
    databaseUrl,
    secret,
    async stop() {
      await service.stop()
      rmSync(dataDirectory, { recursive: true, force: true })
    },
  }
}
