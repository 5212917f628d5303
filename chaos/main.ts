import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { startRunDatabase } from './database.ts'
import { runChaos } from './run-chaos.ts'
import { tableOf } from './table.ts'

// `npm run chaos -- --seed 7`: proves that nothing is lost, by breaking everything that can break.

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(randomBytes(4).readUInt32BE()) },
    kills: { type: 'string', default: '20' },
    learners: { type: 'string', default: '30' },
    rounds: { type: 'string', default: '3' },
  },
})

const seed = Number(values.seed)
const dataDirectory = mkdtempSync(join(tmpdir(), 'stapje-chaos-'))
const database = await startRunDatabase(dataDirectory)
try {
  console.log(`seed ${seed}; again with: npm run chaos -- --seed ${seed}\n`)
  const found = await runChaos({
    program: fileURLToPath(new URL('../src/main.js', import.meta.url)),
    database,
    secret: randomBytes(32).toString('base64url'),
    seed,
    kills: Number(values.kills),
    interruptions: 3,
    learnersPerChannel: Number(values.learners),
    rounds: Number(values.rounds),
    killAfterMilliseconds: { least: 500, most: 5000 },
    drainMilliseconds: 180_000,
  })
  console.log(tableOf(found.findings))
  for (const detail of found.details.slice(0, 20)) console.log(detail)
  if (process.env.CHAOS_FAULTS !== undefined) for (const fault of found.faults) console.log(fault)
  process.exitCode = found.findings.every(({ holds }) => holds) ? 0 : 1
} finally {
  await database.stop()
  rmSync(dataDirectory, { recursive: true, force: true })
}
process.exit()
