import { AsyncLocalStorage } from 'node:async_hooks'
import { Pool, type PoolClient } from 'pg'

/** What an outer transaction does itself; the inner one only believes that it does. */
const control = new Set(['BEGIN', 'COMMIT', 'ROLLBACK'])

const nothing = { rows: [], fields: [], rowCount: 0, command: '', oid: 0 }

/**
 * A pool of which a transaction can be joined: whoever asks for a connection inside `joining` gets the
 * one that is already in a transaction, and neither begins, ends nor releases it.
 */
export class JoinablePool extends Pool {
  readonly #held = new AsyncLocalStorage<{ client: PoolClient | null }>()

  /** Runs something of which the first connection that it asks for is this one. */
  joining<Result>(client: PoolClient, work: () => Promise<Result>): Promise<Result> {
    return this.#held.run({ client }, work)
  }

  override connect(): Promise<PoolClient>
  override connect(
    callback: (
      error: Error | undefined,
      client: PoolClient | undefined,
      done: (release?: boolean | Error) => void,
    ) => void,
  ): void
  override connect(
    callback?: (
      error: Error | undefined,
      client: PoolClient | undefined,
      done: (release?: boolean | Error) => void,
    ) => void,
  ): Promise<PoolClient> | undefined {
    if (callback !== undefined) {
      super.connect(callback)
      return undefined
    }
    const held = this.#held.getStore()
    if (held?.client == null) return super.connect()
    const { client } = held
    // The next one to ask wants a connection of its own.
    held.client = null
    return Promise.resolve(joined(client))
  }
}

function joined(client: PoolClient): PoolClient {
  return Object.create(client, {
    query: {
      value: (asked: { readonly text: string }) =>
        control.has(asked.text) ? Promise.resolve(nothing) : client.query(asked),
    },
    release: { value: () => {} },
    on: { value: client.on.bind(client) },
    removeListener: { value: client.removeListener.bind(client) },
  })
}
