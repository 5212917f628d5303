import type { Transaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { emptyBits, entriesPerList, statusPurpose } from '../signing/status-list.ts'

/** Where the status of a credential is kept. */
export interface StatusPlace {
  readonly listId: string
  readonly index: number
}

/** Indexes tried at once: with a list 90 % full, one of them is free 99 times in a hundred. */
const candidateCount = 48

/**
 * Finds a place on an organisation's status list: at random, so that an index does not tell when or
 * after whom a badge was given. When the list is full, a new one begins.
 *
 * @param capacity entries in a list; fewer in tests.
 */
export async function assignStatus(
  tx: Transaction,
  deps: Pick<Deps, 'clock' | 'newId' | 'randomBytes'>,
  organisationId: string,
  capacity = entriesPerList,
): Promise<StatusPlace> {
  const newest = await newestList(tx, organisationId)
  const listId = newest?.id ?? (await begin(tx, deps, organisationId, null))
  const index =
    (await freeOf(tx, listId, randomIndexes(deps, capacity))) ??
    (await freeOf(tx, listId, inRandomOrder(deps, capacity)))
  if (index !== null) return { listId, index }
  await begin(tx, deps, organisationId, listId)
  return assignStatus(tx, deps, organisationId, capacity)
}

async function newestList(tx: Transaction, organisationId: string) {
  return tx.statusList.findFirst({
    where: { organisationId, purpose: statusPurpose },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { id: true, createdAt: true },
  })
}

/** Begins a list after another one; of two at the same moment the second finds the first's. */
async function begin(
  tx: Transaction,
  { clock, newId }: Pick<Deps, 'clock' | 'newId'>,
  organisationId: string,
  after: string | null,
): Promise<string> {
  await tx.$executeRaw`SELECT 1 FROM "Organisation" WHERE id = ${organisationId}::uuid FOR UPDATE`
  const newest = await newestList(tx, organisationId)
  if (newest !== null && newest.id !== after) return newest.id
  // Later than the one before, also when the clock stands still or was put back.
  const now = new Date(Math.max(clock().getTime(), (newest?.createdAt.getTime() ?? 0) + 1))
  const { id } = await tx.statusList.create({
    data: {
      id: newId(),
      organisationId,
      purpose: statusPurpose,
      bits: emptyBits(),
      createdAt: now,
      changedAt: now,
    },
    select: { id: true },
  })
  return id
}

/** The first of these indexes that nobody has, now held for this transaction; null when all are taken. */
async function freeOf(
  tx: Transaction,
  listId: string,
  indexes: readonly number[],
): Promise<number | null> {
  const free = await tx.$queryRaw<readonly { index: number }[]>`
    SELECT candidate AS index
    FROM unnest(${[...indexes]}::int[]) WITH ORDINALITY AS candidates(candidate, place)
    WHERE NOT EXISTS (
      SELECT 1 FROM "StatusListEntry" WHERE "statusListId" = ${listId}::uuid AND index = candidate
    )
    ORDER BY place`
  for (const { index } of free) {
    // Of two that try the same index, the lock lets one go on and the other look further.
    const [lock] = await tx.$queryRaw<readonly { got: boolean }[]>`
      SELECT pg_try_advisory_xact_lock(hashtext(${listId}), ${index}::int) AS got`
    if (lock?.got !== true) continue
    const taken = await tx.statusListEntry.count({ where: { statusListId: listId, index } })
    if (taken === 0) return index
  }
  return null
}

function randomIndexes({ randomBytes }: Pick<Deps, 'randomBytes'>, capacity: number): number[] {
  const bytes = Buffer.from(randomBytes(candidateCount * 4))
  return Array.from({ length: candidateCount }, (_, at) => bytes.readUInt32BE(at * 4) % capacity)
}

/** All indexes, shuffled (Fisher-Yates): for a list that is nearly full. */
function inRandomOrder({ randomBytes }: Pick<Deps, 'randomBytes'>, capacity: number): number[] {
  const indexes = Array.from({ length: capacity }, (_, index) => index)
  const bytes = Buffer.from(randomBytes(capacity * 4))
  for (let at = capacity - 1; at > 0; at--) {
    const other = bytes.readUInt32BE(at * 4) % (at + 1)
    const [one = 0, two = 0] = [indexes[at], indexes[other]]
    indexes[at] = two
    indexes[other] = one
  }
  return indexes
}
