import { understand } from '../src/understand/understand.ts'
import { demoHolidays, demoPlaces, readMessages } from './understand-messages.ts'

// Time is the processor's, not the clock's, so that other programs on the machine do not count.

const warmUpRounds = 20
const measuredRounds = 20
const longestMessage = 4_000

const context = { now: '2026-11-25T10:00', places: demoPlaces, holidays: demoHolidays }

/** Seconds of the processor that the work takes. */
function processorSeconds(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

/** Messages of the development set understood in a second of one core, after warming up. */
export function messagesASecond(): number {
  const texts = readMessages().map(({ text }) => text)
  const rounds = (count: number) => {
    for (let round = 0; round < count; round += 1) {
      for (const text of texts) understand(text, context)
    }
  }
  rounds(warmUpRounds)
  return (texts.length * measuredRounds) / processorSeconds(() => rounds(measuredRounds))
}

/** Milliseconds of the slowest of long messages: the set's own words, and a repeated few. */
export function slowestMilliseconds(): number {
  const all = readMessages().map(({ text }) => text)
  const joined = Array.from({ length: 8 }, (_, part) =>
    all
      .slice(part * 100)
      .join(' ')
      .slice(0, longestMessage),
  )
  const repeated = ['ik wil niet meer ', 'za of zo ', 'a ', '1/1 ', 'dont want to ', 'qxz ']
  const long = repeated.map((words) => words.repeat(longestMessage).slice(0, longestMessage))
  return Math.max(...[...joined, ...long, ...all.slice(0, 100)].map(typicalMilliseconds))
}

/** The median of several, because a collection of garbage is not the message's doing. */
function typicalMilliseconds(text: string): number {
  const times = Array.from({ length: 9 }, () =>
    processorSeconds(() => {
      understand(text, context)
    }),
  )
  return (times.sort((a, b) => a - b)[4] ?? 0) * 1000
}
