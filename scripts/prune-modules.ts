import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { lockSchema, neededPackages } from './needed-packages.ts'

// For the image: leaves in node_modules only what runs. Run it in a folder whose packages may go.

const lock = lockSchema.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')))
const needed = neededPackages(lock)
for (const place of Object.keys(lock.packages)) {
  if (place !== '' && !needed.has(place)) rmSync(place, { recursive: true, force: true })
}
rmSync(join('node_modules', '.bin'), { recursive: true, force: true })

// Prisma brings its query compiler for five databases, in two sizes, as two kinds of modules.
const runtime = join('node_modules', '@prisma', 'client', 'runtime')
for (const name of readdirSync(runtime)) {
  const isCompiler = name.startsWith('query_compiler_')
  if (isCompiler && !name.startsWith('query_compiler_small_bg.postgresql.')) {
    rmSync(join(runtime, name))
  }
}
