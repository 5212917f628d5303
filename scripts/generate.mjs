// Generates the Prisma client, unless the one that is there was made from this very schema.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const mark = 'src/database/generated/made-from'
const sources = ['prisma/schema.prisma', 'package-lock.json'].map((path) => readFileSync(path))
const wanted = createHash('sha256').update(Buffer.concat(sources)).digest('hex')

if (!existsSync(mark) || readFileSync(mark, 'utf8') !== wanted) {
  execFileSync(process.execPath, ['node_modules/prisma/build/index.js', 'generate'], {
    stdio: 'pipe',
  })
  writeFileSync(mark, wanted)
}
