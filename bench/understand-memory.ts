import { demoHolidays, demoPlaces, readMessages } from './understand-messages.ts'

// Prints the megabytes of heap that understanding adds to a process: used after a collection when it
// is loaded and has read the development set, less what was used before it was loaded.

const collect = globalThis.gc
if (collect === undefined) throw new Error('Run it with --expose-gc')
const texts = readMessages().map(({ text }) => text)
const context = { now: '2026-11-25T10:00', places: demoPlaces, holidays: demoHolidays }
collect()
const before = process.memoryUsage().heapUsed
const { understand } = await import('../src/understand/understand.ts')
for (let round = 0; round < 3; round += 1) for (const text of texts) understand(text, context)
collect()
console.log(Math.round((process.memoryUsage().heapUsed - before) / 1e6))
