import { PrismaPg } from '@prisma/adapter-pg'
import { type Prisma, PrismaClient } from './generated/client.ts'
import { JoinablePool } from './joinable-pool.ts'
import {
  type InQuickTransaction,
  preparedName,
  type QuickStatement,
  quickStatements,
  quickTransactions,
} from './quick-transaction.ts'

/** The database, outside any transaction. */
export type Database = PrismaClient & {
  /** A transaction for what runs with every message; elsewhere `$transaction` is as good. */
  readonly inQuickTransaction: InQuickTransaction
  /** One statement of that kind, on its own. */
  readonly quickStatement: QuickStatement
}

/** The database inside one transaction, as `db.$transaction(async (transaction) => ...)` gives it. */
export type Transaction = Prisma.TransactionClient

/** What most functions take: they neither know nor care whether they run inside a transaction. */
export type DatabaseOrTransaction = Database | Transaction

export interface DatabaseOptions {
  /** Connections held at most; the rest wait their turn. The worker's own come on top. Default 10. */
  readonly maximumConnections?: number
  /** How long to wait for a connection, new or from the pool, before giving up. Default 5,000. */
  readonly connectTimeoutMilliseconds?: number
  /** How long one statement may run before PostgreSQL ends it. Default 10,000. */
  readonly statementTimeoutMilliseconds?: number
  /** Told of a connection that broke while nobody used it, such as when the server restarts. */
  readonly onConnectionLost?: (error: Error) => void
}

/**
 * Opens the database through one bounded pool of connections, made as they are needed: nothing is
 * connected yet when this returns. Close it with `$disconnect()`, which waits for the connections.
 *
 * A broken connection is dropped and replaced by itself; the statement that met it fails with an
 * error that `isDatabaseUnreachable` knows.
 *
 * @example
 * const db = openDatabase(config.databaseUrl, { onConnectionLost: (error) => log.warn(error) })
 */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const {
    maximumConnections = 10,
    connectTimeoutMilliseconds = 5000,
    statementTimeoutMilliseconds = 10_000,
    onConnectionLost = () => {},
  } = options
  const pool = new JoinablePool({
    connectionString: withSessionSettings(url, {
      // The adapter reads and writes every timestamp as UTC, whatever the session's zone.
      TimeZone: 'UTC',
      // Each statement is planned once a connection: none of ours needs another plan for other values.
      plan_cache_mode: 'force_generic_plan',
      statement_timeout: `${statementTimeoutMilliseconds}`,
      // A process that stops half-way must not keep rows locked for the others.
      idle_in_transaction_session_timeout: `${statementTimeoutMilliseconds * 3}`,
    }),
    max: maximumConnections,
    connectionTimeoutMillis: connectTimeoutMilliseconds,
    application_name: 'stapje',
    keepAlive: true,
    // A statement need not wait for the answer to the one before it.
    pipeline: true,
  })
  // Without these two listeners a connection that breaks would end the whole process.
  const adapter = new PrismaPg(pool, {
    disposeExternalPool: true,
    onPoolError: onConnectionLost,
    onConnectionError: onConnectionLost,
    statementNameGenerator: ({ sql }) => preparedName(sql),
  })
  const prisma = new PrismaClient({ adapter })
  return Object.assign(prisma, {
    inQuickTransaction: quickTransactions(pool, prisma),
    quickStatement: quickStatements(pool),
  })
}

/** Adds settings for each session to a connection address, after those that it already carries. */
export function withSessionSettings(
  url: string,
  settings: Readonly<Record<string, string>>,
): string {
  const address = new URL(url)
  const added = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`)
  const existing = address.searchParams.get('options')
  address.searchParams.set('options', [...(existing ? [existing] : []), ...added].join(' '))
  return address.href
}
