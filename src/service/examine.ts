import type { ConnectedChannel } from '../../bots/channel.ts'
import type { Config } from '../config.ts'
import { ConfigurationError } from '../configuration-error.ts'
import { type Examined, examining } from '../conversation/examined.ts'
import { type Database, openDatabase } from '../database/client.ts'
import { runningDatabaseUrl } from '../database/embedded/running.ts'
import { readMigrations } from '../database/migrations-folder.ts'
import { faultOf } from '../fault.ts'
import { checkKeys } from '../signing/check-keys.ts'
import { createSeals } from '../signing/seals.ts'
import { secretOf } from './secret.ts'

const configuration = examining('Configuration')
const database = examining('Database')
const keys = examining('Keys')
const replies = examining('Replies')

/** What looking needs. */
export interface Examination {
  readonly config: Config
  readonly channels: readonly ConnectedChannel[]
  readonly clock: () => Date
  /** Asks for a page; gives its status, or null when nobody answers. */
  readonly ask: (url: string) => Promise<number | null>
}

/** Looks at everything that must be right, changes nothing, and says in words what to mend. */
export async function examine(examination: Examination): Promise<readonly Examined[]> {
  const { config, channels } = examination
  const found: Examined[] = [...(await examineAddress(examination))]
  if (channels.length === 0) {
    found.push(configuration.note('No channel is set: this is for trying it out.'))
  }
  const url = config.databaseUrl ?? (await runningDatabaseUrl(config.dataDirectory))
  if (url === null) {
    found.push(database.note('The embedded database does not run now: start the service to look.'))
  } else {
    const db = openDatabase(url, { maximumConnections: 2 })
    found.push(...(await examineData(db, examination)))
    await db.$disconnect()
  }
  for (const channel of channels) {
    if (channel.examine !== undefined) found.push(...(await channel.examine()))
  }
  return found
}

async function examineAddress({
  config,
  channels,
  ask,
}: Examination): Promise<readonly Examined[]> {
  const { publicUrl } = config
  if (publicUrl === null) {
    return channels.length === 0
      ? []
      : [configuration.note('PUBLIC_URL is not set: links to badges open on this machine only.')]
  }
  if (!publicUrl.startsWith('https:')) {
    return [configuration.mend(`PUBLIC_URL is ${publicUrl}: the platforms want https.`)]
  }
  const status = await ask(`${publicUrl}/health/live`)
  return [
    status === 200
      ? configuration.good(`${publicUrl} answers.`)
      : configuration.mend(
          `${publicUrl}/health/live is answered ${status ?? 'by nobody'}. See the proxy, the name (DNS) and whether the service runs.`,
        ),
  ]
}

const farMilliseconds = 60_000

async function examineData(
  db: Database,
  { config, channels, clock }: Examination,
): Promise<readonly Examined[]> {
  try {
    const [server] = await db.$queryRaw<{ version: string; now: Date }[]>`
      SELECT current_setting('server_version') AS version, now() AS now`
    const { applied, known } = await migrations(db)
    const off = Math.abs((server?.now.getTime() ?? 0) - clock().getTime())
    return [
      database.good(`PostgreSQL ${server?.version} answers.`),
      applied === known
        ? database.good('It is up to date.')
        : database.note(`${known - applied} migrations wait; they are applied at the next start.`),
      off < farMilliseconds
        ? database.good('Its clock and ours agree.')
        : database.mend(
            `Its clock and ours differ by ${Math.round(off / 1000)} s: set both by NTP.`,
          ),
      await examineKeys(db, config, channels),
      await examineReplies(db),
    ]
  } catch (error) {
    const { code, name } = faultOf(error)
    return [database.mend(`It does not answer (${code ?? name}). See DATABASE_URL.`)]
  }
}

async function migrations(db: Database) {
  const [row] = await db.$queryRaw<{ applied: number }[]>`
    SELECT count(*)::int AS applied FROM "_prisma_migrations" WHERE finished_at IS NOT NULL`
  return { applied: row?.applied ?? 0, known: (await readMigrations()).migrationDirectories.length }
}

async function examineKeys(
  db: Database,
  config: Config,
  channels: readonly ConnectedChannel[],
): Promise<Examined> {
  try {
    await checkKeys(db, createSeals(await secretOf(config, channels.length === 0)))
    const organisations = await db.organisation.count({
      where: { leftAt: null, signingKeys: { none: { status: 'active' } } },
    })
    return organisations === 0
      ? keys.good('All are opened by STAPJE_SECRET, and every organisation has one.')
      : keys.mend(
          `${organisations} organisations have no key to sign with: npm run keys -- rotate all`,
        )
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    return keys.mend(error.message)
  }
}

const longMilliseconds = 10 * 60_000

async function examineReplies(db: Database): Promise<Examined> {
  const [oldest] = await db.$queryRaw<{ wait: number | null; failed: number }[]>`
    SELECT (extract(epoch FROM now() - min("createdAt") FILTER (WHERE status = 'pending')) * 1000)::float8
        AS wait, count(*) FILTER (WHERE status = 'failed')::int AS failed
    FROM "Delivery"`
  const { wait, failed } = { failed: 0, ...oldest, wait: oldest?.wait ?? 0 }
  if (wait > longMilliseconds) {
    return replies.mend(
      `The first has waited for ${Math.round(wait / 60_000)} minutes. Does a worker run (STAPJE_ROLE), and does its platform answer?`,
    )
  }
  return failed === 0 ? replies.good('All are sent.') : replies.note(`${failed} failed.`)
}
