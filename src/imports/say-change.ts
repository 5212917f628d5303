import { sayList, sayMoment, sayPrice } from '../language/format.ts'
import type { Locale } from '../language/locale.ts'
import { translator } from '../language/translate.ts'
import { topics } from '../understand/understood.ts'
import type { Change } from './tally.ts'

/** How an import is told: in which language, and on whose clocks. */
export interface SayingImport {
  readonly locale: Locale
  readonly timeZone: string
}

/** Longer texts are cut in a list of changes. */
const mostCharacters = 60

/** Says what a field was and is now, in words: "prijs: gratis wordt € 2,50". */
export function sayChange({ field, from, to }: Change, saying: SayingImport): string {
  const say = translator(saying.locale, 'imports')
  return say('difference.change', {
    field: say(`field.${field}`),
    from: sayValue(field, from, saying),
    to: sayValue(field, to, saying),
  })
}

function sayValue(field: Change['field'], stored: string, saying: SayingImport): string {
  const { locale, timeZone } = saying
  const say = translator(locale, 'imports')
  if (stored === '') return say('value.none')
  switch (field) {
    case 'startsAt':
    case 'endsAt':
      return sayMoment(locale, new Date(stored), timeZone)
    case 'priceCents':
      return sayPrice(locale, Number(stored))
    case 'topic': {
      const topic = topics.find((known) => known === stored)
      return topic === undefined ? stored : translator(locale, 'replies')(`find.topic.${topic}`)
    }
    case 'isOnline':
    case 'isForChildren':
    case 'wheelchairAccessible':
      return say(stored === 'true' ? 'value.yes' : 'value.no')
    case 'spokenLanguages': {
      const names = new Intl.DisplayNames(locale, { type: 'language' })
      return sayList(
        locale,
        stored.split(', ').map((tag) => names.of(tag) ?? tag),
      )
    }
    default:
      return stored.slice(0, mostCharacters)
  }
}
