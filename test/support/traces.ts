import { Client } from 'pg'
import { type Seals, sealPurposes } from '../../src/signing/seals.ts'

/** A place in the database: every one of the tables of the service and of its queue. */
async function textColumns(client: Client) {
  const { rows } = await client.query<{ schema: string; table: string; column: string }>(`
    SELECT c.table_schema AS schema, c.table_name AS table, c.column_name AS column
    FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE t.table_type = 'BASE TABLE' AND c.table_schema NOT IN ('pg_catalog', 'information_schema')
    ORDER BY 1, 2, 3`)
  return rows
}

/** What a sealed text says, whatever it was sealed for; null when it is no sealed text of ours. */
async function opened(seals: Seals, sealed: string): Promise<string | null> {
  for (const purpose of sealPurposes) {
    const text = await seals.open(purpose, sealed).catch(() => null)
    if (text !== null) return text
  }
  return null
}

/**
 * Looks for words in every column of every table, the queue's too, and in what is sealed.
 *
 * @returns where they are, as `schema.table.column: word`; nothing when they are nowhere.
 */
export async function findTraces(
  databaseUrl: string,
  seals: Seals,
  words: readonly string[],
): Promise<readonly string[]> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  const traces: string[] = []
  try {
    for (const { schema, table, column } of await textColumns(client)) {
      const { rows } = await client.query<{ value: string }>(
        `SELECT "${column}"::text AS value FROM "${schema}"."${table}" WHERE "${column}" IS NOT NULL`,
      )
      for (const { value } of rows) {
        const isSealed = column.endsWith('Sealed')
        const readable = isSealed ? ((await opened(seals, value)) ?? 'unreadable') : value
        if (readable === 'unreadable') traces.push(`${schema}.${table}.${column}: unreadable`)
        for (const word of words) {
          if (readable.toLowerCase().includes(word.toLowerCase())) {
            traces.push(`${schema}.${table}.${column}: ${word}`)
          }
        }
      }
    }
  } finally {
    await client.end()
  }
  return traces
}
