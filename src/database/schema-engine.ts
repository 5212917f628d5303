import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { PrismaPg } from '@prisma/adapter-pg'
import {
  bindMigrationAwareSqlAdapterFactory,
  type ColumnType,
  ColumnTypeEnum,
  isDriverAdapterError,
  type SqlDriverAdapter,
  type SqlQuery,
  type SqlResultSet,
} from '@prisma/driver-adapter-utils'
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg'
import type { Pool } from 'pg'
import { z } from 'zod'

/** Prisma's engine for migrations, on a connection of its own. */
export type SchemaEngine = Awaited<ReturnType<typeof engineModule.SchemaEngine.new>>

/** Everything in the schema is Prisma's; graphile-worker keeps to a schema of its own. */
export const nothingLeftOut = { externalTables: [], externalEnums: [] }

/**
 * Makes Prisma's schema engine work through a pool that holds one connection. The engine is
 * WebAssembly inside an npm package: nothing is downloaded, unlike the one that the Prisma CLI wants.
 */
export async function openSchemaEngine(pool: Pool): Promise<SchemaEngine> {
  const { SchemaEngine } = await loadEngineModule()
  const factory = new PrismaPg(pool)
  const connect = async () => adapt(await factory.connect(), pool)
  const { provider, adapterName } = factory
  return SchemaEngine.new(
    { datamodels: undefined },
    () => {},
    bindMigrationAwareSqlAdapterFactory({
      provider,
      adapterName,
      connect,
      connectToShadowDb: connect,
    }),
  )
}

let loaded: Promise<typeof engineModule> | undefined

function loadEngineModule(): Promise<typeof engineModule> {
  loaded ??= linkEngineModule()
  return loaded
}

const glue = z.object({
  __wbg_set_wasm: z.custom<(exports: unknown) => void>((value) => typeof value === 'function'),
})
const start = z.object({
  __wbindgen_start: z.custom<() => void>((value) => typeof value === 'function'),
})

/** What the package's own entry does, except that Node 20 cannot import a .wasm file. */
async function linkEngineModule(): Promise<typeof engineModule> {
  const { resolve } = createRequire(import.meta.url)
  const script = resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const program = await readFile(script.replace(/\.js$/, '.wasm'))
  const { instance } = await WebAssembly.instantiate(program, {
    './schema_engine_bg.js': engineModule,
  })
  glue.parse({ ...engineModule }).__wbg_set_wasm(instance.exports)
  start.parse({ ...instance.exports }).__wbindgen_start()
  return engineModule
}

/** Mends two things in which adapter-pg does not yet serve the schema engine. */
function adapt(adapter: SqlDriverAdapter, pool: Pool): SqlDriverAdapter {
  const queryRaw = adapter.queryRaw.bind(adapter)
  return Object.assign(adapter, {
    // It splits a script at every semicolon, also those inside a function body or a text.
    async executeScript(script: string) {
      await pool.query(script)
    },
    // It refuses the type "char", of which the catalogues are full.
    async queryRaw(query: SqlQuery): Promise<SqlResultSet> {
      try {
        return await queryRaw(query)
      } catch (error) {
        if (!isDriverAdapterError(error) || error.cause.kind !== 'UnsupportedNativeDataType') {
          throw error
        }
        return queryCatalogue(pool, query)
      }
    },
  })
}

/** By type number (`pg_type.oid`): bool, "char", name, int2, int4, text and oid. */
const catalogueTypes = new Map<number, ColumnType>([
  [16, ColumnTypeEnum.Boolean],
  [18, ColumnTypeEnum.Character],
  [19, ColumnTypeEnum.Text],
  [21, ColumnTypeEnum.Int32],
  [23, ColumnTypeEnum.Int32],
  [25, ColumnTypeEnum.Text],
  [26, ColumnTypeEnum.Int64],
])

async function queryCatalogue(pool: Pool, query: SqlQuery): Promise<SqlResultSet> {
  const { fields, rows } = await pool.query<unknown[]>({
    text: query.sql,
    values: query.args,
    rowMode: 'array',
  })
  const columnTypes = fields.map(({ dataTypeID, name }) => {
    const type = catalogueTypes.get(dataTypeID)
    if (type === undefined) throw new Error(`Column ${name} has the unknown type ${dataTypeID}`)
    return type
  })
  return { columnNames: fields.map(({ name }) => name), columnTypes, rows }
}
