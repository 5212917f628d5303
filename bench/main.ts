import { benchTurns } from './turns.ts'

/** What `npm run bench` measures: all of it, or what is named after `--`. */
const benchmarks: Readonly<Record<string, () => Promise<void>>> = {
  turns: benchTurns,
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => benchmarks[name] === undefined)
if (unknown.length > 0) {
  console.error(
    `No benchmark is called ${unknown.join(', ')}. There are: ${Object.keys(benchmarks).join(', ')}.`,
  )
  process.exit(1)
}
for (const [name, run] of Object.entries(benchmarks)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  console.log(`\n${name}`)
  await run()
}
process.exit(0)
