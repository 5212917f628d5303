import type { Locale } from '../language/locale.ts'
import type { NamedSpan } from './days/phrase.ts'

/** What somebody wants, in the words of the measured interface. */
export const intents = [
  'find',
  'signup',
  'cancel_signup',
  'my_badges',
  'share_badge',
  'checkin',
  'help',
  'greet',
  'thanks',
  'stop',
  'start',
  'language',
  'delete_my_data',
  'export_my_data',
  'connect',
  'disconnect',
  'human',
  'referral',
  'crisis',
  'unknown',
] as const
export type Intent = (typeof intents)[number]

/** What an activity is about. `technical` is repairing and making things work. */
export const topics = [
  'cooking',
  'gardening',
  'cleaning',
  'hospitality',
  'digital',
  'language',
  'creative',
  'music',
  'sport',
  'work',
  'money',
  'care',
  'technical',
] as const
export type Topic = (typeof topics)[number]

export const partsOfDay = ['morning', 'afternoon', 'evening'] as const
export type PartOfDay = (typeof partsOfDay)[number]

/** A calendar day in the city's time zone, `YYYY-MM-DD`. */
export type LocalDay = string & { readonly __brand: 'LocalDay' }

/** Days from `start` to `end`, both included. */
export interface DayRange {
  readonly start: LocalDay
  readonly end: LocalDay
}

/** When somebody wants to learn. `null` fields were not said. */
export interface When {
  readonly days: DayRange | null
  readonly partOfDay: PartOfDay | null
  /** The other way people read the same words ("volgende zaterdag"), to offer as a button. */
  readonly otherReading: DayRange | null
  /** The first clock time that is named. */
  readonly clock: ClockSpan | null
}

/** From one local clock time to another, `HH:MM`; `until` is null when it was not said. */
export interface ClockSpan {
  readonly from: string
  readonly until: string | null
}

/** Where: a neighbourhood's slug from the city's data, or at home through a screen. */
export interface Where {
  readonly neighbourhood: string | null
  readonly online: boolean | null
}

/** What it should be about and whom it should suit. `null` was not said. */
export interface What {
  readonly topic: Topic | null
  readonly free: boolean | null
  readonly children: boolean | null
  readonly wheelchair: boolean | null
  /** The most it may cost, in cents of a euro. */
  readonly maximumPriceCents: number | null
  /** A language that must be spoken there, BCP 47. */
  readonly spokenLanguage: string | null
  /** For how many people there must be a place. */
  readonly placesNeeded: number | null
  /** Words that may stand in a title: what the topic is said with, and what no list knows. */
  readonly words: readonly string[]
}

/** Everything taken from one message. */
export interface Understood {
  /** The language the message is written in; `null` when it gives no evidence ("2", "ok"). */
  readonly locale: Locale | null
  readonly intent: Intent
  readonly when: When
  readonly where: Where
  readonly what: What
  /** With intent `language`: the language asked for, if one was named. */
  readonly languageAsked: Locale | null
}

/** A neighbourhood as far as understanding needs it. */
export interface KnownPlace {
  readonly slug: string
  readonly names: readonly string[]
  readonly postcodes: readonly string[]
}

/** What understanding may know besides the words. */
export interface UnderstandingContext {
  /** Local date and time of asking, `YYYY-MM-DDTHH:mm`, in the city's time zone. */
  readonly now: string
  /** The city's neighbourhoods. */
  readonly places: readonly KnownPlace[]
  /** The school holidays there; left out, none are known. */
  readonly holidays?: readonly NamedSpan[]
}
