import type { Transaction } from '../../database/client.ts'
import { Prisma } from '../../database/generated/client.ts'
import { type Brought, personalRows } from './brought.ts'

const nameOf = ({ table, column }: (typeof personalRows)[number]) => `${table}.${column}`

/** Gives all rows of one person to another; tells which they were. */
export async function moveRows(
  tx: Transaction,
  from: string,
  to: string,
): Promise<Brought['rows']> {
  const moved: Record<string, string[]> = {}
  for (const rows of personalRows) {
    const { table, column, key } = quoted(rows)
    const found = await tx.$queryRaw<{ key: string }[]>`
      UPDATE ${table} SET ${column} = ${to}::uuid WHERE ${column} = ${from}::uuid
      RETURNING ${key}::text AS key`
    moved[nameOf(rows)] = found.map((row) => row.key)
  }
  return moved
}

/** Gives rows back, as far as they are still there and still of the person that they went to. */
export async function moveRowsBack(
  tx: Transaction,
  moved: Brought['rows'],
  from: string,
  to: string,
): Promise<void> {
  for (const rows of personalRows) {
    const { table, column, key } = quoted(rows)
    const keys = moved[nameOf(rows)] ?? []
    await tx.$executeRaw`
      UPDATE ${table} SET ${column} = ${to}::uuid
      WHERE ${column} = ${from}::uuid AND ${key}::text = ANY(${keys})`
  }
}

/** The names are constants of `personalRows`: nothing from outside is put into a statement. */
function quoted({ table, column, key }: (typeof personalRows)[number]) {
  return {
    table: Prisma.raw(`"${table}"`),
    column: Prisma.raw(`"${column}"`),
    key: Prisma.raw(`"${key}"`),
  }
}
