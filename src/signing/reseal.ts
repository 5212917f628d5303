import type { Database, Transaction } from '../database/client.ts'
import { Prisma } from '../database/generated/client.ts'
import { SealBrokenError, type SealPurpose, type Seals, sealPurposes } from './seals.ts'

/** What was done; a second run finds all of it `already` done. */
export interface Resealed {
  readonly resealed: number
  readonly already: number
}

/** Rows in one transaction: an interruption loses no more than these. */
const batchSize = 200

interface SealedColumn {
  readonly table: string
  readonly column: string
}

/**
 * Seals everything anew: what the old secret opens is sealed with the new one, and addresses are found
 * by the new one. Each batch is one transaction, and what is done is known by its opening with the new
 * secret, so that a run that was interrupted is gone on with by running it again.
 *
 * @throws {SealBrokenError} when something opens with neither: then no batch after it is changed.
 */
export async function resealAll(db: Database, from: Seals, to: Seals): Promise<Resealed> {
  const total = { resealed: 0, already: 0 }
  for (const column of await sealedColumns(db)) {
    let after: string | null = null
    do {
      const batch: { last: string | null; resealed: number; already: number } =
        await db.$transaction((tx) => resealBatch(tx, column, after, { from, to }), {
          timeout: 60_000,
        })
      after = batch.last
      total.resealed += batch.resealed
      total.already += batch.already
    } while (after !== null)
  }
  total.resealed += await resealJobs(db, { from, to })
  return total
}

/** Every column that holds what is sealed: their names end so. */
function sealedColumns(db: Database): Promise<SealedColumn[]> {
  return db.$queryRaw<SealedColumn[]>`
    SELECT table_name AS table, column_name AS column FROM information_schema.columns
    WHERE table_schema = current_schema() AND column_name LIKE '%Sealed' ORDER BY 1, 2`
}

interface Both {
  readonly from: Seals
  readonly to: Seals
}

async function resealBatch(
  tx: Transaction,
  { table, column }: SealedColumn,
  after: string | null,
  seals: Both,
) {
  const name = (text: string) => Prisma.raw(`"${text}"`)
  const rows = await tx.$queryRaw<{ id: string; sealed: string }[]>`
    SELECT id::text, ${name(column)} AS sealed FROM ${name(table)}
    WHERE ${name(column)} IS NOT NULL AND (${after}::text IS NULL OR id::text > ${after})
    ORDER BY id::text LIMIT ${batchSize} FOR UPDATE`
  let resealed = 0
  // The trail of the audit refuses every change; the words of this one stay the same.
  await tx.$executeRaw`ALTER TABLE ${name(table)} DISABLE TRIGGER USER`
  for (const { id, sealed } of rows) {
    const anew = await resealOne(sealed, seals)
    if (anew === null) continue
    resealed += 1
    await tx.$executeRaw`
      UPDATE ${name(table)} SET ${name(column)} = ${anew.sealed} WHERE id::text = ${id}`
    if (anew.purpose === 'address') await findAnew(tx, seals.to, id, anew.text)
  }
  await tx.$executeRaw`ALTER TABLE ${name(table)} ENABLE TRIGGER USER`
  const last = rows.length < batchSize ? null : (rows.at(-1)?.id ?? null)
  return { last, resealed, already: rows.length - resealed }
}

/** Has an address be found by the new secret. */
async function findAnew(tx: Transaction, to: Seals, id: string, address: string): Promise<void> {
  const { channel } = await tx.channelIdentity.findUniqueOrThrow({
    where: { id },
    select: { channel: true },
  })
  await tx.channelIdentity.update({
    where: { id },
    data: { addressLookup: to.lookup(channel, address) },
    select: { id: true },
  })
}

/** Seals one text anew; null when the new secret opens it already. */
async function resealOne(sealed: string, { from, to }: Both) {
  if ((await openAny(to, sealed)) !== null) return null
  const opened = await openAny(from, sealed)
  if (opened === null) {
    throw new SealBrokenError('Something was sealed with neither the old nor the new secret.')
  }
  return { ...opened, sealed: await to.seal(opened.purpose, opened.text) }
}

async function openAny(seals: Seals, sealed: string) {
  for (const purpose of sealPurposes) {
    const text = await openOrNull(seals, purpose, sealed)
    if (text !== null) return { purpose, text }
  }
  return null
}

function openOrNull(seals: Seals, purpose: SealPurpose, sealed: string): Promise<string | null> {
  return seals.open(purpose, sealed).catch((error: unknown) => {
    if (error instanceof SealBrokenError) return null
    throw error
  })
}

/** What waits in the queue can carry sealed words as well, under names that end in the same way. */
async function resealJobs(db: Database, seals: Both): Promise<number> {
  const fields = await db.$queryRaw<{ id: bigint; name: string; sealed: string }[]>`
    SELECT j.id, f.key AS name, f.value AS sealed
    FROM graphile_worker._private_jobs j, json_each_text(j.payload) AS f
    WHERE json_typeof(j.payload) = 'object' AND f.key LIKE '%Sealed' AND f.value IS NOT NULL`
  let resealed = 0
  for (const { id, name, sealed } of fields) {
    const anew = await resealOne(sealed, seals)
    if (anew === null) continue
    resealed += 1
    await db.$executeRaw`
      UPDATE graphile_worker._private_jobs
      SET payload = jsonb_set(payload::jsonb, ARRAY[${name}::text], to_jsonb(${anew.sealed}::text))::json
      WHERE id = ${id}`
  }
  return resealed
}
