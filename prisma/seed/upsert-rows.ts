import { Prisma } from '../../src/database/generated/client.ts'

/** Where rows go and what tells them apart. */
export interface UpsertInto<Column extends string> {
  readonly table: Prisma.ModelName
  /** The columns of the primary key. */
  readonly key: readonly Column[]
  /** Columns that keep the value of the first time, such as `createdAt`. */
  readonly keep?: readonly Column[]
}

/**
 * Adds the rows that are not there and changes those that differ, in one statement whatever their
 * number: Prisma's own upsert takes one or two per row, a second or more for a city. Rows that are
 * the same are not written. Nothing is deleted.
 *
 * All rows have the same columns. Table and column names come from our own code, values are bound.
 */
export async function upsertRows<Row extends Readonly<Record<string, unknown>>>(
  transaction: Prisma.TransactionClient,
  into: UpsertInto<Extract<keyof Row, string>>,
  rows: readonly Row[],
): Promise<void> {
  const [first] = rows
  if (first === undefined) return
  const columns = Object.keys(first)
  const fixed: readonly string[] = [...into.key, ...(into.keep ?? [])]
  const changing = columns.filter((column) => !fixed.includes(column))
  const table = Prisma.raw(quoted(into.table))
  await transaction.$executeRaw`
    INSERT INTO ${table} (${list(columns)})
    SELECT ${list(columns)} FROM jsonb_populate_recordset(NULL::${table}, ${JSON.stringify(rows)}::jsonb)
    ON CONFLICT (${list(into.key)}) DO UPDATE SET (${list(changing)}) = ROW (${list(changing, 'excluded')})
    WHERE (${list(changing, into.table)}) IS DISTINCT FROM (${list(changing, 'excluded')})`
}

function list(columns: readonly string[], of?: string): Prisma.Sql {
  const prefix = of === undefined ? '' : `${quoted(of)}.`
  return Prisma.raw(columns.map((column) => `${prefix}${quoted(column)}`).join(', '))
}

function quoted(name: string): string {
  return `"${name}"`
}
