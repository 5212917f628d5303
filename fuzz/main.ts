import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { readConfig } from '../src/config.ts'
import { startService } from '../src/service/start-service.ts'
import { type Fuzzed, fuzz } from './fuzz.ts'
import { fuzzRequests } from './requests.ts'
import { targets } from './targets.ts'

// `npm run fuzz -- --seed 7 --runs 8000`: gives every parser very many inputs that nobody thought of.

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(randomBytes(4).readUInt32BE()) },
    runs: { type: 'string', default: '8000' },
    requests: { type: 'string', default: '1500' },
  },
})
const seed = Number(values.seed)
console.log(`seed ${seed}; again with: npm run fuzz -- --seed ${seed}\n`)
console.log('| read | inputs | slowest | holds |\n| --- | --- | --- | --- |')

let total = 0
const faults: string[] = []
function tell({ name, inputs, slowestMilliseconds, fault }: Fuzzed): void {
  total += inputs
  const slowest = `${slowestMilliseconds.toFixed(1)} ms`
  console.log(`| ${name} | ${inputs} | ${slowest} | ${fault === null ? 'yes' : 'NO'} |`)
  if (fault !== null) faults.push(`${name}: ${fault}`)
}

for (const target of targets) tell(fuzz(target, Number(values.runs), seed))

const dataDirectory = mkdtempSync(join(tmpdir(), 'stapje-fuzz-'))
const service = await startService(
  readConfig({ PORT: '0', DATA_DIR: dataDirectory, MESSAGES_PER_MINUTE: '0' }),
  {
    clock: () => new Date(),
    randomBytes: (count) => randomBytes(count),
    newId: () => randomUUID(),
    log: pino({ level: 'silent' }),
  },
)
try {
  const { url, platform } = service
  if (platform !== null) {
    const asked = await fuzzRequests({ url, platform }, Number(values.requests), seed)
    tell({ name: 'requests and messages to the service, no 5xx', ...asked })
  }
} finally {
  await service.stop()
  rmSync(dataDirectory, { recursive: true, force: true })
}
console.log(`| together | ${total} | | ${faults.length === 0 ? 'yes' : 'NO'} |`)
for (const fault of faults) console.log(fault)
process.exit(faults.length === 0 ? 0 : 1)
