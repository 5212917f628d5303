import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Benchmark, Figure } from './benchmark.ts'
import { percent } from './benchmark.ts'
import { halfOf, readMessages } from './understand-messages.ts'
import {
  crisisScores,
  dateScores,
  measures,
  mistakesIn,
  scores,
  targets,
} from './understand-scores.ts'
import { messagesASecond, slowestMilliseconds } from './understand-speed.ts'

/** How well, how fast and in how much memory messages are understood. */
export const understand: Benchmark = async () => {
  if (process.argv.includes('--mistakes')) printMistakes()
  return [...sharesRight(), ...crisis(), ...(await costs())]
}

function sharesRight(): readonly Figure[] {
  const halves = (['train', 'heldBack'] as const).flatMap((half) => {
    const messages = readMessages().filter((message) => halfOf(message) === half)
    const shares = scores(messages)
    const name = half === 'train' ? 'train half' : 'held-back half'
    return measures.map((measure) => ({
      name: `${measure}, ${name} (${messages.length} messages)`,
      measured: percent(shares[measure]),
      ...(measure in targets ? { target: `>= ${percent(targets[measure] ?? 0)}` } : {}),
    }))
  })
  const dates = dateScores()
  return [
    ...halves,
    { name: 'third-party dates', measured: percent(dates.plain), target: '>= 93.0 %' },
    {
      name: 'third-party dates that sources read differently',
      measured: percent(dates.convention),
    },
  ]
}

function crisis(): readonly Figure[] {
  const { distress, caught, others, falseAlarms } = crisisScores()
  return [
    { name: 'distress caught', measured: `${caught} of ${distress}`, target: 'all' },
    { name: 'false alarms', measured: `${falseAlarms} in ${others}`, target: 'none in 500' },
  ]
}

async function costs(): Promise<readonly Figure[]> {
  const speed = Math.round(messagesASecond() / 100) * 100
  return [
    {
      name: 'messages a second, of one core, warm',
      measured: speed.toLocaleString('en'),
      target: '>= 20,000',
    },
    {
      name: 'slowest message (also of 4,000 characters)',
      measured: `${slowestMilliseconds().toFixed(1)} ms`,
      target: '< 5 ms',
    },
    {
      name: 'heap that understanding adds, warm, after collection',
      measured: `${await heapMegabytes()} MB`,
      target: '< 60 MB',
    },
  ]
}

/** Measured in a process of its own, in which nothing else is loaded. */
async function heapMegabytes(): Promise<string> {
  const script = fileURLToPath(new URL('./understand-memory.js', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', script])
  return stdout.trim()
}

function printMistakes(): void {
  for (const message of readMessages()) {
    const mistakes = mistakesIn(message)
    if (halfOf(message) !== 'train' || mistakes.length === 0) continue
    console.log(message.id, JSON.stringify(message.text), mistakes.join(' '))
  }
}
