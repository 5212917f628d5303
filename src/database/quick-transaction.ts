import type { PoolClient, QueryConfig, QueryResult } from 'pg'
import { types } from 'pg'
import type { Transaction } from './client.ts'
import { Prisma, type PrismaClient } from './generated/client.ts'
import type { JoinablePool } from './joinable-pool.ts'
import { type ModelsWhenNeeded, modelsWhenNeeded } from './models-when-needed.ts'

/** How a piece of work in a transaction ends. */
export type Ending<Result> =
  /** `last` goes to the database together with the commit, and its rows to `result`. */
  | {
      readonly kind: 'commit'
      readonly last?: Prisma.Sql
      readonly result: (rows: readonly unknown[]) => Result
    }
  /** Nothing of it is kept. */
  | { readonly kind: 'rollBack'; readonly result: Result }

/** Runs work in one transaction, see `quickTransactions`. */
export type InQuickTransaction = <Result>(
  work: (tx: Transaction) => Promise<Ending<Result>>,
) => Promise<Result>

/**
 * Makes transactions for what runs with every message. They differ from Prisma's in what goes over the
 * wire: nothing waits for BEGIN or before COMMIT, and `$queryRaw` and `$executeRaw` are sent at once,
 * prepared, so that statements begun together travel together. Models work as always, on the same
 * connection, and cost nothing where none is used (docs/decisions, 2026-11-24, what a turn costs).
 *
 * @throws what the work throws, after rolling back.
 */
export function quickTransactions(pool: JoinablePool, prisma: PrismaClient): InQuickTransaction {
  return async (work) => {
    const client = await pool.connect()
    // The statement that meets a lost connection tells of it; without a listener the process would end.
    client.on('error', ignore)
    const connection = new QuickConnection(client)
    const models = modelsWhenNeeded(pool, prisma, client, connection.begin)
    let broken: Error | undefined
    try {
      const ending = await work(withQuickStatements(models, connection))
      await models.end()
      if (ending.kind === 'rollBack') {
        await connection.rollBack()
        return ending.result
      }
      const last = ending.last === undefined ? null : connection.run(ending.last)
      const [rows, { command }] = await Promise.all([
        last?.then((done) => done.rows),
        connection.commit(),
      ])
      // PostgreSQL answers so when a statement before had failed.
      if (command !== 'COMMIT') throw new Error('The transaction was rolled back.')
      return ending.result(rows ?? [])
    } catch (error) {
      await models.end().catch(() => {})
      await connection.rollBack().catch((lost: Error) => {
        broken = lost
      })
      throw error
    } finally {
      client.removeListener('error', ignore)
      client.release(broken)
    }
  }
}

const ignore = (): void => {}

/** Runs one statement outside any transaction, see `quickStatements`. */
export type QuickStatement = (sql: Prisma.Sql) => Promise<QueryResult>

/** Makes single statements for what runs with every message: straight to a connection, prepared. */
export const quickStatements =
  (pool: JoinablePool): QuickStatement =>
  (sql) =>
    pool.query(statement(sql))

/** One connection in one transaction. What is asked of it in one go is one write to the network. */
class QuickConnection {
  readonly #client: PoolClient
  #begun = false

  constructor(client: PoolClient) {
    this.#client = client
  }

  /** Begins, before the first statement; that one shows it when the connection is lost. */
  readonly begin = (): void => {
    if (this.#begun) return
    this.#begun = true
    this.#send('BEGIN').catch(() => {})
  }

  run(sql: Prisma.Sql): Promise<QueryResult> {
    this.begin()
    return this.#send(statement(sql))
  }

  commit(): Promise<QueryResult> {
    this.begin()
    return this.#send('COMMIT')
  }

  async rollBack(): Promise<void> {
    if (this.#begun) await this.#send('ROLLBACK')
  }

  #send(query: string | QueryConfig): Promise<QueryResult> {
    const { stream } = this.#client.connection
    stream.cork()
    process.nextTick(() => stream.uncork())
    return this.#client.query(query)
  }
}

/** The transaction, with raw statements that go straight to its connection. */
function withQuickStatements(models: ModelsWhenNeeded, connection: QuickConnection): Transaction {
  const run = (query: TemplateStringsArray | Prisma.Sql, values: readonly unknown[]) =>
    connection.run(query instanceof Prisma.Sql ? query : Prisma.sql(query, ...values))
  return Object.create(models.tx, {
    $queryRaw: {
      value: async (query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) =>
        (await run(query, values)).rows,
    },
    $executeRaw: {
      value: async (query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) =>
        (await run(query, values)).rowCount ?? 0,
    },
  })
}

/** So many different statements are kept prepared on a connection; further ones are parsed each time. */
const mostPrepared = 300
const prepared = new Map<string, string>()

/** The name under which a statement is kept prepared; empty when there are too many. */
export function preparedName(text: string): string {
  const known = prepared.get(text)
  if (known !== undefined) return known
  if (prepared.size >= mostPrepared) return ''
  const name = `s${prepared.size}`
  prepared.set(text, name)
  return name
}

function statement(sql: Prisma.Sql): QueryConfig {
  const { text } = sql
  return {
    name: preparedName(text),
    text,
    values: sql.values.map((value) => (value instanceof Date ? value.toISOString() : value)),
    types: { getTypeParser },
  }
}

/** Reads values as Prisma's raw queries do, so that a function need not know which of the two it has. */
const parsers: ReadonlyMap<number, (value: string) => unknown> = new Map<
  number,
  (value: string) => unknown
>([
  [types.builtins.INT8, BigInt],
  [types.builtins.NUMERIC, (value) => new Prisma.Decimal(value)],
  [types.builtins.DATE, (value) => new Date(`${value}T00:00:00Z`)],
  [types.builtins.TIMESTAMP, (value) => new Date(`${value.replace(' ', 'T')}Z`)],
])

const getTypeParser: typeof types.getTypeParser = (id, format) =>
  (format !== 'binary' && parsers.get(id)) || types.getTypeParser(id, format)
