import type { PoolClient } from 'pg'
import type { Transaction } from './client.ts'
import type { PrismaClient } from './generated/client.ts'
import type { JoinablePool } from './joinable-pool.ts'

/** Prisma's models in a transaction that was begun elsewhere. */
export interface ModelsWhenNeeded {
  readonly tx: Transaction
  /** Lets Prisma's side of the transaction go, if it was needed; the database's side is the caller's. */
  end(): Promise<void>
}

/** How long Prisma lets the work go on, and how long it may wait to begin. */
const timeoutMilliseconds = 10_000
const waitMilliseconds = 5000

/**
 * Gives the models without Prisma's own transaction until one of them is called: that alone costs as
 * much as two statements, and most messages call none.
 *
 * @param begin begins the transaction on the connection, if that was not done yet.
 */
export function modelsWhenNeeded(
  pool: JoinablePool,
  prisma: PrismaClient,
  client: PoolClient,
  begin: () => void,
): ModelsWhenNeeded {
  let letGo = () => {}
  const ended = new Promise<void>((resolve) => {
    letGo = resolve
  })
  let over: Promise<void> | null = null
  let tx: Promise<Transaction> | null = null

  const start = (): Promise<Transaction> => {
    begin()
    return new Promise((resolve, reject) => {
      over = pool.joining(client, () =>
        prisma.$transaction(
          (transaction) => {
            resolve(transaction)
            return ended
          },
          { timeout: timeoutMilliseconds, maxWait: waitMilliseconds },
        ),
      )
      over.catch(reject)
    })
  }
  const call = async (model: string | symbol, operation: string | symbol, values: unknown[]) => {
    tx ??= start()
    return callOf(await tx, model, operation)?.(...values)
  }
  return {
    tx: new Proxy(prisma, {
      get: (_prisma, model) => {
        const delegate: unknown = Reflect.get(prisma, model)
        if (!(delegate instanceof Object)) return delegate
        return new Proxy(delegate, {
          // What is no operation, such as `fields`, does not ask the database.
          get: (_delegate, operation) =>
            callOf(prisma, model, operation) === null
              ? Reflect.get(delegate, operation)
              : (...values: unknown[]) => call(model, operation, values),
        })
      },
    }),
    async end() {
      letGo()
      await over
    },
  }
}

/** An operation of a model as a function; null when there is no such operation. */
function callOf(
  client: Transaction,
  model: string | symbol,
  operation: string | symbol,
): ((...values: unknown[]) => unknown) | null {
  const delegate: unknown = Reflect.get(client, model)
  const method: unknown = delegate instanceof Object ? Reflect.get(delegate, operation) : null
  return typeof method === 'function'
    ? (...values) => Reflect.apply(method, delegate, values)
    : null
}
