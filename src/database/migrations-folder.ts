import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { MigrationList } from '@prisma/schema-engine-wasm'
import { projectFolder } from '../project-folder.ts'

/** Where the migrations stand, in the layout of Prisma: `<timestamp>_<name>/migration.sql`. */
export const migrationsFolder: string = join(projectFolder, 'prisma', 'migrations')

/** The data model that the migrations lead up to. */
export const schemaFile: string = join(projectFolder, 'prisma', 'schema.prisma')

/** Prisma's mark of the kind of database that the migrations are for. */
export const lockFileContent =
  '# Prisma reads this to know for what database the migrations are written.\nprovider = "postgresql"\n'

/** Reads all migrations, oldest first, as the schema engine wants them. */
export async function readMigrations(folder: string = migrationsFolder): Promise<MigrationList> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  const migrationDirectories = await Promise.all(
    names.sort().map(async (name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: {
          tag: 'ok' as const,
          value: await readFile(join(folder, name, 'migration.sql'), 'utf8'),
        },
      },
    })),
  )
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: lockFileContent },
    shadowDbInitScript: '',
    migrationDirectories,
  }
}
