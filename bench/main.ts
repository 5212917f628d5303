import { benchBadges } from './badges.ts'
import { type Benchmark, tableOf } from './benchmark.ts'
import { benchCapacity } from './capacity.ts'
import { benchEndurance } from './endurance.ts'
import { benchFind } from './find.ts'
import { benchImports } from './imports.ts'
import { benchPages } from './pages.ts'
import { benchTurns } from './turns.ts'
import { understand } from './understand.ts'

// `npm run bench` runs all of these, `npm run bench -- understand` one. A benchmark is a line here.
const benchmarks: Readonly<Record<string, Benchmark>> = {
  understand,
  badges: benchBadges,
  capacity: benchCapacity,
  pages: benchPages,
  turns: benchTurns,
  endurance: benchEndurance,
  find: benchFind,
  imports: benchImports,
}

const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
const unknown = asked.filter((name) => !(name in benchmarks))
if (unknown.length > 0) {
  console.error(
    `No benchmark is called ${unknown.join(', ')}: ${Object.keys(benchmarks).join(', ')}`,
  )
  process.exitCode = 1
} else {
  for (const [name, benchmark] of Object.entries(benchmarks)) {
    if (asked.length > 0 && !asked.includes(name)) continue
    console.log(`${tableOf(name, await benchmark())}\n`)
  }
}
// Engines of the libraries stay at work; nothing is left to wait for.
process.exit()
