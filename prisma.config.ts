import { defineConfig } from 'prisma/config'

// The Prisma CLI looks for a native engine and would download it. `generate` needs none: any
// program that exists satisfies the look-up. Migrations run on the WebAssembly engine instead.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({ schema: 'prisma/schema.prisma' })
