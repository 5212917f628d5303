import { z } from 'zod'
import { isLocalDay } from '../activities/local-day.ts'
import { isLocale, type Locale } from '../language/locale.ts'
import type { LocalDay } from '../understand/understood.ts'

/** How a learner is named on a share page. */
export type NameKind = 'none' | 'first' | 'full'
const nameKinds: readonly NameKind[] = ['none', 'first', 'full']

/** Answers to "how was it?". */
export const howWasItAnswers = ['good', 'notSoGood', 'notThere'] as const
export type HowWasIt = (typeof howWasItAnswers)[number]

/** Everything that a button can mean. */
export type ChoiceMeaning =
  | { readonly kind: 'signUp'; readonly sessionId: string }
  | { readonly kind: 'cancelSignup'; readonly sessionId: string }
  | { readonly kind: 'more'; readonly sessionId: string }
  | { readonly kind: 'anotherDay' }
  | { readonly kind: 'searchDays'; readonly start: LocalDay; readonly end: LocalDay }
  | { readonly kind: 'myBadges' }
  | { readonly kind: 'share'; readonly awardId: string }
  | { readonly kind: 'shareName'; readonly name: NameKind; readonly awardId: string }
  | { readonly kind: 'endShare'; readonly shareId: string }
  | { readonly kind: 'setLanguage'; readonly locale: Locale }
  | { readonly kind: 'example'; readonly example: 'saturday' | 'cooking' }
  /** Compliments that come by themselves, or no more of them. */
  | { readonly kind: 'compliments'; readonly wanted: boolean }
  /** "This Saturday near you", every week, or no more. */
  | { readonly kind: 'weeklyTip'; readonly wanted: boolean }
  | { readonly kind: 'howWasIt'; readonly said: HowWasIt }
  | { readonly kind: 'help' }
  | { readonly kind: 'start' }

const uuid = z.uuid()
const isUuid = (value: string) => uuid.safeParse(value).success

/** Writes a meaning as the value of a button: ASCII, at most 64 bytes (Telegram's `callback_data`). */
export function encodeChoice(meaning: ChoiceMeaning): string {
  switch (meaning.kind) {
    case 'signUp':
    case 'cancelSignup':
    case 'more':
      return `${meaning.kind}:${meaning.sessionId}`
    case 'searchDays':
      return `searchDays:${meaning.start}:${meaning.end}`
    case 'share':
      return `share:${meaning.awardId}`
    case 'shareName':
      return `shareName:${meaning.name}:${meaning.awardId}`
    case 'endShare':
      return `endShare:${meaning.shareId}`
    case 'setLanguage':
      return `setLanguage:${meaning.locale}`
    case 'example':
      return `example:${meaning.example}`
    case 'compliments':
    case 'weeklyTip':
      return `${meaning.kind}:${meaning.wanted ? 'on' : 'off'}`
    case 'howWasIt':
      return `howWasIt:${meaning.said}`
    default:
      return meaning.kind
  }
}

/** Reads the value of a button; null when it is not one of ours (an old button, or a made-up one). */
export function decodeChoice(value: string): ChoiceMeaning | null {
  const [kind = '', first = '', second = ''] = value.split(':')
  const read = readParts(kind, first, second)
  // Only what we would write ourselves: `help:` or `more:<id>:x` are not ours.
  return read !== null && encodeChoice(read) === value ? read : null
}

function readParts(kind: string, first: string, second: string): ChoiceMeaning | null {
  switch (kind) {
    case 'signUp':
    case 'cancelSignup':
    case 'more':
      return isUuid(first) ? { kind, sessionId: first } : null
    case 'searchDays':
      return isLocalDay(first) && isLocalDay(second) && first <= second
        ? { kind, start: first, end: second }
        : null
    case 'share':
      return isUuid(first) ? { kind, awardId: first } : null
    case 'shareName': {
      const name = nameKinds.find((known) => known === first)
      return name !== undefined && isUuid(second) ? { kind, name, awardId: second } : null
    }
    case 'endShare':
      return isUuid(first) ? { kind, shareId: first } : null
    case 'setLanguage':
      return isLocale(first) ? { kind, locale: first } : null
    case 'example':
      return first === 'saturday' || first === 'cooking' ? { kind, example: first } : null
    case 'compliments':
    case 'weeklyTip':
      return first === 'on' || first === 'off' ? { kind, wanted: first === 'on' } : null
    case 'howWasIt': {
      const said = howWasItAnswers.find((known) => known === first)
      return said === undefined ? null : { kind, said }
    }
    case 'anotherDay':
    case 'myBadges':
    case 'help':
    case 'start':
      return { kind }
    default:
      return null
  }
}
