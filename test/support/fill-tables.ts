import { randomUUID } from 'node:crypto'
import type { Client } from 'pg'

/** A column that must have a value. */
interface NeededColumn {
  readonly name: string
  readonly type: string
  readonly labels: readonly string[] | null
  readonly parent: string | null
  readonly parentColumn: string | null
}

type Row = Readonly<Record<string, unknown>>

const makers: Readonly<Record<string, () => unknown>> = {
  uuid: () => randomUUID(),
  text: () => `text ${randomUUID()}`,
  'timestamp with time zone': () => '2026-11-20T10:00:00.000Z',
  date: () => '2026-11-20',
  integer: () => 1,
  bigint: () => 1,
  'double precision': () => 1.5,
  boolean: () => false,
  jsonb: () => '{}',
  bytea: () => Buffer.from('bytes'),
  ARRAY: () => [],
}

/** Writes one row in every table of a database, whatever its tables are, parents first. */
export async function fillTables(client: Client): Promise<ReadonlyMap<string, Row>> {
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT LIKE '\\_%'
     ORDER BY 1`,
  )
  const filled = new Map<string, Row>()
  const insert = async (table: string, columns: readonly NeededColumn[]): Promise<Row> => {
    const values: [string, unknown][] = []
    for (const column of columns) values.push([column.name, await valueFor(column, fill)])
    const names = values.map(([name]) => `"${name}"`).join(', ')
    const places = values.map((_, index) => `$${index + 1}`).join(', ')
    const { rows } = await client.query<Row>(
      `INSERT INTO "${table}" (${names}) VALUES (${places}) RETURNING *`,
      values.map(([, value]) => value),
    )
    return rows[0] ?? {}
  }
  const fill = async (table: string): Promise<Row> => {
    const known = filled.get(table)
    if (known !== undefined) return known
    const columns = await neededColumns(client, table)
    for (const { parent } of columns) if (parent !== null) await fill(parent)
    // A table that the database keeps by itself has its row as soon as its parents have theirs.
    const { rows: kept } = await client.query<Row>(`SELECT * FROM "${table}"`)
    const row = kept[0] ?? (await insert(table, columns))
    filled.set(table, row)
    return row
  }
  for (const { name } of tables) await fill(name)
  return filled
}

async function valueFor(
  { name, type, labels, parent, parentColumn }: NeededColumn,
  fill: (table: string) => Promise<Row>,
): Promise<unknown> {
  if (parent !== null && parentColumn !== null) return (await fill(parent))[parentColumn]
  if (labels !== null) return labels[0]
  if (name === 'timeZone') return 'Europe/Amsterdam'
  const make = makers[type]
  if (make === undefined) throw new Error(`No value is known for a column of type ${type}.`)
  return make()
}

async function neededColumns(client: Client, table: string): Promise<readonly NeededColumn[]> {
  const { rows } = await client.query<NeededColumn>(
    `SELECT a.attname AS name, c.data_type AS type,
       (SELECT array_agg(e.enumlabel::text ORDER BY e.enumsortorder) FROM pg_enum e
         WHERE e.enumtypid = a.atttypid) AS labels,
       f.confrelid::regclass::oid::regclass::text AS parent, p.attname AS "parentColumn"
     FROM pg_attribute a
     JOIN information_schema.columns c ON c.table_schema = 'public'
       AND c.table_name = $1 AND c.column_name = a.attname
     LEFT JOIN pg_constraint f ON f.contype = 'f' AND f.conrelid = a.attrelid AND f.conkey = ARRAY[a.attnum]
     LEFT JOIN pg_attribute p ON p.attrelid = f.confrelid AND p.attnum = f.confkey[1]
     WHERE a.attrelid = format('%I', $1::text)::regclass AND a.attnum > 0 AND NOT a.attisdropped
       AND a.attnotnull AND (c.column_default IS NULL OR a.attname = 'id')
       AND c.is_identity = 'NO'`,
    [table],
  )
  return rows.map((row) => ({ ...row, parent: row.parent?.replaceAll('"', '') ?? null }))
}
