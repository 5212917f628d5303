import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedDatabase } from '../src/database/embedded/server.ts'
import { migrationsFolder } from '../src/database/migrations-folder.ts'
import { schemaDifference } from './schema-difference.ts'

/** `npm run migration -- <name>`: writes the step from the last migration to `schema.prisma`. */
const name = process.argv[2] ?? ''
if (!/^[a-z0-9_]+$/.test(name)) {
  console.error('Give the migration a name: npm run migration -- add_reminders')
  process.exit(1)
}
const dataDirectory = await mkdtemp(join(tmpdir(), 'stapje-migration-'))
const server = await startEmbeddedDatabase({ dataDirectory, settings: { fsync: 'off' } })
try {
  const sql = await schemaDifference(server.url)
  if (sql === '') {
    console.log('The migrations already lead to schema.prisma. Nothing was written.')
  } else {
    const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
    const folder = join(migrationsFolder, `${stamp}_${name}`)
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'migration.sql'), sql)
    console.log(
      `Written: prisma/migrations/${stamp}_${name}/migration.sql. Read it before you commit it.`,
    )
  }
} finally {
  await server.stop()
  await rm(dataDirectory, { recursive: true, force: true })
}
