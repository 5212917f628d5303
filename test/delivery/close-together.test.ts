import type { QueryResult } from 'pg'
import { expect, it, vi } from 'vitest'
import type { Prisma } from '../../src/database/generated/client.ts'
import { closeTogether } from '../../src/delivery/close-together.ts'
import type { ClosedDelivery } from '../../src/delivery/outbox.ts'
import { testNow } from '../support/clock.ts'

const nothing: QueryResult = { rows: [], fields: [], rowCount: 0, command: '', oid: 0 }
const identityId = '00000000-0000-4000-8000-000000000001'
const closed = (id: bigint): ClosedDelivery => ({
  ...{ id, status: 'sent', failure: null, providerMessageId: null, at: testNow },
})

/** A database whose statements end when they are told to. */
function heldDatabase() {
  const underWay: { readonly ids: unknown; readonly end: (fault?: Error) => void }[] = []
  const close = closeTogether({
    quickStatement: ({ values }: Prisma.Sql) =>
      new Promise((done, failed) => {
        const rows: { id: string }[] = JSON.parse(String(values[0]))
        const end = (fault?: Error) => (fault === undefined ? done(nothing) : failed(fault))
        underWay.push({ ids: rows.map(({ id }) => id), end })
      }),
  })
  return { close, underWay }
}

it('notes one at once, and what comes meanwhile together', async () => {
  const { close, underWay } = heldDatabase()
  const all = [1n, 2n, 3n].map((id) => close(identityId, closed(id)))
  expect(underWay.map(({ ids }) => ids)).toEqual([['1']])
  underWay[0]?.end()
  await all[0]
  await vi.waitFor(() => expect(underWay.map(({ ids }) => ids)).toEqual([['1'], ['2', '3']]))
  underWay[1]?.end()
  await Promise.all(all)
})

it('tells each of a fault that it was not noted, and goes on with the next', async () => {
  const { close, underWay } = heldDatabase()
  const first = close(identityId, closed(1n))
  const next = close(identityId, closed(2n))
  underWay[0]?.end(new Error('gone'))
  await expect(first).rejects.toThrow('gone')
  await vi.waitFor(() => expect(underWay).toHaveLength(2))
  underWay[1]?.end()
  await next
})
