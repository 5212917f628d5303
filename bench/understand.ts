import { understand } from '../src/understand/understand.ts'
import {
  dateScores,
  demoPlaces,
  halfOf,
  measures,
  mistakesIn,
  readMessages,
  scores,
} from './understand-scores.ts'

// Prints how well and how fast messages are understood; `--mistakes` lists those of the train half.

const warmUpRounds = 20
const measuredRounds = 40

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

function printScores(): void {
  const messages = readMessages()
  for (const half of ['train', 'heldBack'] as const) {
    const those = messages.filter((message) => halfOf(message) === half)
    const shares = scores(those)
    const line = measures.map((measure) => `${measure} ${percent(shares[measure])}`).join(', ')
    console.log(`understand, ${half} (${those.length}): ${line}`)
  }
  const dates = dateScores()
  console.log(`third-party dates: ${percent(dates.plain)}, convention ${percent(dates.convention)}`)
}

function printMistakes(): void {
  for (const message of readMessages()) {
    const mistakes = mistakesIn(message)
    if (halfOf(message) !== 'train' || mistakes.length === 0) continue
    console.log(message.id, JSON.stringify(message.text), mistakes.join(' '))
  }
}

function printSpeed(): void {
  const texts = readMessages().map(({ text }) => text)
  const context = { now: '2026-11-25T10:00', places: demoPlaces }
  const round = () => {
    for (const text of texts) understand(text, context)
  }
  for (let count = 0; count < warmUpRounds; count += 1) round()
  const start = performance.now()
  for (let count = 0; count < measuredRounds; count += 1) round()
  const seconds = (performance.now() - start) / 1000
  const perSecond = Math.round((texts.length * measuredRounds) / seconds)
  const long = texts.join(' ').slice(0, 4_000)
  const longTimes = Array.from({ length: 20 }, () => {
    const before = performance.now()
    understand(long, context)
    return performance.now() - before
  })
  const slowest = Math.max(...longTimes.slice(5)).toFixed(1)
  const megabytes = Math.round(process.memoryUsage().heapUsed / 1e6)
  console.log(
    `speed: ${perSecond} messages/s, 4,000 characters ${slowest} ms, heap ${megabytes} MB`,
  )
}

printScores()
if (process.argv.includes('--mistakes')) printMistakes()
printSpeed()
