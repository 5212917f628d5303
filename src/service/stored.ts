import type { StoredTable } from '../../bots/simulator/router.ts'
import type { Database } from '../database/client.ts'

/** How many of the newest rows are shown. */
const rowsShown = 4

/** Longest value that is shown whole, in characters. */
const longestValue = 28

type Row = Readonly<Record<string, string | Date | boolean | null>>

/**
 * What the service stores, table by table, as it is in the database: for showing in the try-out that
 * addresses and names are sealed, and that words are not kept.
 */
export async function readStored(db: Database): Promise<readonly StoredTable[]> {
  const newest = { orderBy: { createdAt: 'desc' }, take: rowsShown } as const
  return [
    table(
      'people',
      await db.person.count(),
      await db.person.findMany({
        ...newest,
        select: { learnerCode: true, locale: true, createdAt: true, stoppedAt: true },
      }),
    ),
    table(
      'addresses',
      await db.channelIdentity.count(),
      await db.channelIdentity.findMany({
        ...newest,
        select: { channel: true, addressLookup: true, addressSealed: true },
      }),
    ),
    table(
      'messages',
      await db.delivery.count(),
      (
        await db.delivery.findMany({
          orderBy: { id: 'desc' },
          take: rowsShown,
          select: { status: true, reply: true, failure: true, sentAt: true },
        })
      ).map(({ reply, ...row }) => ({
        ...row,
        reply: reply === null ? null : JSON.stringify(reply),
      })),
    ),
    table(
      'signups',
      await db.signup.count(),
      await db.signup.findMany({ ...newest, select: { status: true, createdAt: true } }),
    ),
    table(
      'awards',
      await db.award.count(),
      await db.award.findMany({
        orderBy: { awardedAt: 'desc' },
        take: rowsShown,
        select: { awardedAt: true, noteSealed: true, revokedAt: true },
      }),
    ),
    table(
      'shares',
      await db.share.count(),
      await db.share.findMany({
        ...newest,
        select: { token: true, nameKind: true, nameSealed: true, endedAt: true },
      }),
    ),
  ]
}

function table(name: string, count: number, rows: readonly Row[]): StoredTable {
  const shown = rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([column, value]) => [column, inShort(value)])),
  )
  return { name, count, rows: shown }
}

function inShort(value: Row[string]): string {
  const text = value instanceof Date ? value.toISOString().slice(0, 16) : String(value ?? '–')
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text
}
