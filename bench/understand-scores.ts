import { understand } from '../src/understand/understand.ts'
import {
  demoHolidays,
  demoPlaces,
  type Labelled,
  readMessages,
  readThirdPartyDates,
} from './understand-messages.ts'

/** What is compared; `window` is both days, `filters` the four wishes. */
export const measures = [
  'language',
  'intent',
  'window',
  'topic',
  'partOfDay',
  'neighbourhood',
  'filters',
] as const
export type Measure = (typeof measures)[number]

/** The shares that the issue on understanding asks for. */
export const targets: Readonly<Partial<Record<Measure, number>>> = {
  language: 0.99,
  intent: 0.97,
  window: 0.97,
  topic: 0.95,
}

/** The measures on which a message is not read as it is labelled. */
export function mistakesIn({ text, reference, expected }: Labelled): readonly Measure[] {
  const { locale, intent, when, where, what } = understand(text, {
    now: reference,
    places: demoPlaces,
    holidays: demoHolidays,
  })
  const right: Record<Measure, boolean> = {
    language: expected.lang === null || (locale ?? 'nl') === expected.lang,
    intent: intent === expected.intent,
    window:
      (when.days?.start ?? null) === expected.start && (when.days?.end ?? null) === expected.end,
    topic: (what.topic ?? 'none') === expected.topic,
    partOfDay: when.partOfDay === expected.partOfDay,
    neighbourhood: where.neighbourhood === expected.neighbourhood,
    filters:
      what.free === expected.free &&
      where.online === expected.online &&
      what.children === expected.children &&
      what.wheelchair === expected.wheelchair,
  }
  return measures.filter((measure) => !right[measure])
}

/** The share of messages read right, from 0 to 1, by measure. */
export function scores(messages: readonly Labelled[]): Readonly<Record<Measure, number>> {
  const wrong = messages.flatMap(mistakesIn)
  const share = (measure: Measure) =>
    1 - wrong.filter((mistake) => mistake === measure).length / messages.length
  return {
    language: share('language'),
    intent: share('intent'),
    window: share('window'),
    topic: share('topic'),
    partOfDay: share('partOfDay'),
    neighbourhood: share('neighbourhood'),
    filters: share('filters'),
  }
}

/** The share of third-party dates read exactly; those on which sources differ apart. */
export function dateScores() {
  const dates = readThirdPartyDates()
  const share = (convention: boolean) => {
    const asked = dates.filter((date) => (date.convention ?? false) === convention)
    const right = asked.filter(({ text, reference, expected: { start, end } }) => {
      const { days } = understand(text, { now: reference, places: [], holidays: demoHolidays }).when
      return days?.start === start && days.end === end
    })
    return right.length / asked.length
  }
  return { plain: share(false), convention: share(true) }
}

/** How much of the distress in the set is caught, and how often other messages are taken for it. */
export function crisisScores() {
  const messages = readMessages()
  const isDistress = ({ expected }: Labelled) => expected.intent === 'crisis'
  const alarms = messages.filter(
    ({ text, reference }) =>
      understand(text, { now: reference, places: demoPlaces }).intent === 'crisis',
  )
  const distress = messages.filter(isDistress).length
  const caught = alarms.filter(isDistress).length
  return {
    distress,
    caught,
    others: messages.length - distress,
    falseAlarms: alarms.length - caught,
  }
}
