import { createHash } from 'node:crypto'
import type { DatabaseOrTransaction } from '../database/client.ts'

/** Ids that a source has, in little memory: 48 bits of each, in which no two of a million meet. */
export interface Seen {
  add(id: string): void
  /** Notes something that could not be read: what is of it (`<id>#…`) may be there all the same. */
  addBroken(id: string): void
  has(id: string): boolean
}

/** Begins with nothing seen. */
export function createSeen(): Seen {
  const numbers = new Set<number>()
  const broken = new Set<number>()
  const numberOf = (id: string) => createHash('sha256').update(id).digest().readUIntBE(0, 6)
  return {
    add: (id) => void numbers.add(numberOf(id)),
    addBroken(id) {
      numbers.add(numberOf(id))
      broken.add(numberOf(id))
    },
    has: (id) =>
      numbers.has(numberOf(id)) ||
      (broken.size > 0 && broken.has(numberOf(id.slice(0, id.lastIndexOf('#'))))),
  }
}

const rowsAtOnce = 1000

/** The smallest id there is. */
const zero = '00000000-0000-0000-0000-000000000000'

interface Row {
  readonly id: string
  readonly externalId: string | null
}

/** What is still to come of a source and was not in it any more, by its ids there, some at a time. */
export async function* unseen(
  db: DatabaseOrTransaction,
  source: { readonly importSourceId: string; readonly now: Date },
  seen: Seen,
): AsyncGenerator<readonly string[]> {
  const { importSourceId, now } = source
  const page = { orderBy: { id: 'asc' }, take: rowsAtOnce } as const
  const select = { id: true, externalId: true } as const
  const kinds: readonly ((after: string) => Promise<Row[]>)[] = [
    (after) =>
      db.session.findMany({
        where: { importSourceId, cancelledAt: null, endsAt: { gt: now }, id: { gt: after } },
        ...page,
        select,
      }),
    (after) =>
      db.activity.findMany({
        where: { importSourceId, endedAt: null, id: { gt: after } },
        ...page,
        select,
      }),
  ]
  for (const read of kinds) {
    for (let after: string | undefined = zero; after !== undefined; ) {
      const rows: Row[] = await read(after)
      const gone = rows.flatMap(({ externalId }) =>
        externalId === null || seen.has(externalId) ? [] : [externalId],
      )
      if (gone.length > 0) yield gone
      after = rows.at(-1)?.id
    }
  }
}
