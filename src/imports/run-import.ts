import type { City } from '../cities/city.ts'
import type { Database, Transaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import type { ImportItem } from './item.ts'
import { type KnownSource, prepareImport } from './prepare-import.ts'
import { createSeenInRun, type SeenInRun } from './seen.ts'
import { settleVanished } from './settle-vanished.ts'
import { createTally, type Tally } from './tally.ts'
import { type InTransaction, writeBatch } from './write-batch.ts'

/** So many items are one transaction: what is stopped in between loses no more than these. */
const itemsPerBatch = 200

/** A transaction with messages to many people takes a while; a rehearsal is one for everything. */
const timeoutMilliseconds = { batch: 60_000, dryRun: 3_600_000 } as const

/** What is imported, and how. */
export interface ImportRequest {
  readonly city: City
  readonly source: KnownSource
  readonly items: AsyncIterable<ImportItem>
  /** The source is whole: what it has no more is gone. A feed says itself what is gone. */
  readonly isWhole: boolean
  /** Nothing is kept: only told what would change. */
  readonly isDryRun: boolean
  /** Takes away what is gone, also when it is far more than usual. */
  readonly confirmsRemovals?: boolean
  /** Called after each batch, with what was counted until then. */
  readonly onProgress?: (tally: Tally) => void
}

/** Ends the transaction of a rehearsal, of which nothing may stay. */
class DryRun extends Error {}

/**
 * Imports what a parser gives, batch by batch. The same source again changes nothing; stopped half-way,
 * the next run goes on with what is missing.
 */
export async function runImport(
  db: Database,
  deps: Pick<Deps, 'clock' | 'newId' | 'seals'>,
  request: ImportRequest,
): Promise<Tally> {
  const tally = createTally()
  if (!request.isDryRun) {
    const timeout = timeoutMilliseconds.batch
    await importAll(db, deps, { ...request, tally }, (work) => db.$transaction(work, { timeout }))
    const data = { lastReadAt: deps.clock(), lastResult: { ...tally.counts } }
    const where = { id: request.source.id }
    await db.importSource.update({ where, data, select: { id: true } })
    return tally
  }
  const rehearsal = async (tx: Transaction) => {
    await importAll(db, deps, { ...request, tally }, (work) => work(tx))
    throw new DryRun()
  }
  const timeout = timeoutMilliseconds.dryRun
  await db.$transaction(rehearsal, { timeout }).catch((cause: unknown) => {
    if (!(cause instanceof DryRun)) throw cause
  })
  return tally
}

async function importAll(
  db: Database,
  deps: Pick<Deps, 'clock' | 'newId' | 'seals'>,
  request: ImportRequest & { readonly tally: Tally },
  inTransaction: InTransaction,
): Promise<void> {
  const { source, items, isWhole, tally, onProgress = () => {} } = request
  const seen = createSeenInRun()
  // In a feed nothing is gone for not being seen: nothing of it need be kept in mind.
  const newSessions = isWhole ? seen.newSessions : { add: () => {} }
  const writing = { ...(await prepareImport(db, deps, request)), newSessions }
  let batch: ImportItem[] = []
  const flush = async () => {
    const reached = batch.findLast((item) => item.kind === 'checkpoint')
    await inTransaction(async (tx) => {
      await writeBatch(tx, writing, batch)
      for (const item of batch) {
        if (item.kind === 'activity') writing.defined?.add(item.activity.externalId)
      }
      if (reached === undefined) return
      const data = { cursor: reached.cursor }
      await tx.importSource.update({ where: { id: source.id }, data, select: { id: true } })
    })
    batch = []
    onProgress(tally)
  }
  for await (const item of items) {
    if (isWhole) noteSeen(seen, tally, item)
    batch.push(item)
    if (batch.length >= itemsPerBatch) await flush()
  }
  if (batch.length > 0) await flush()
  // A source in which nothing can be read is broken, not empty.
  if (!isWhole || tally.counts.items === tally.counts.bad || tally.counts.nameless > 0) return
  const { confirmsRemovals = false } = request
  await settleVanished(writing, { seen, confirmsRemovals, inTransaction })
}

function noteSeen(seen: SeenInRun, tally: Tally, item: ImportItem): void {
  switch (item.kind) {
    case 'activity':
      seen.activities.add(item.activity.externalId)
      for (const { externalId } of item.sessions) seen.sessions.add(externalId)
      break
    case 'session':
      seen.sessions.add(item.session.externalId)
      break
    case 'bad':
      // What is private now is not for the city any more.
      if (item.problem.code === 'private') break
      // It may be about anything: then nothing is taken away this time.
      if (item.externalIds.length === 0) tally.counts.nameless += 1
      for (const id of item.externalIds) {
        seen.activities.addBroken(id)
        seen.sessions.addBroken(id)
      }
      break
    default:
  }
}
