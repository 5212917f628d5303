/** Where in a source something stands: a line of a file, or the id that the source gives it. */
export type Where =
  | { readonly kind: 'line'; readonly line: number }
  | { readonly kind: 'id'; readonly id: string }

/** Why something of a source is not taken; said in words in `imports.json`, under `bad`. */
export const badReasons = [
  'notReadable',
  'noTitle',
  'noStart',
  'unknownDate',
  'unknownTime',
  'unknownTimeZone',
  'endsBeforeStart',
  'unknownPrice',
  'unknownNumber',
  'unknownTopic',
  'unknownSeries',
  'tooManyTimes',
  'unknownSchedule',
  'unclosedQuote',
  'private',
  'noId',
] as const
export type BadReason = (typeof badReasons)[number]

/** A reason, with the words of the source that it is about. */
export interface Problem {
  readonly code: BadReason
  readonly said: string
}

/** An activity as a source tells of it. `null` is what the source does not say. */
export interface SourceActivity {
  /** The same at every reading; unique within the source. */
  readonly externalId: string
  /** An address by which other feeds name it. */
  readonly reference: string | null
  readonly title: string
  readonly summary: string
  /** The source's own words for what it is about. */
  readonly words: readonly string[]
  readonly organisation: string | null
  readonly placeName: string
  readonly address: string
  readonly neighbourhood: string | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly isOnline: boolean
  readonly priceCents: number | null
  readonly capacity: number | null
  /** BCP 47. */
  readonly spokenLanguages: readonly string[]
  readonly isForChildren: boolean
  readonly minimumAge: number | null
  readonly maximumAge: number | null
  readonly wheelchairAccessible: boolean
}

/** One time that it takes place. */
export interface SourceSession {
  /** The same at every reading, also when the time changes; unique within the source. */
  readonly externalId: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly capacity: number | null
  readonly isCancelled: boolean
}

/** What every format is read as. */
export type ImportItem =
  | {
      readonly kind: 'activity'
      readonly where: Where
      readonly activity: SourceActivity
      readonly sessions: readonly SourceSession[]
      /** These are all its sessions, not some of them as in a row of a table. */
      readonly isWhole: boolean
    }
  /** A session of an activity that is told of elsewhere, by that activity's reference. */
  | {
      readonly kind: 'session'
      readonly where: Where
      readonly reference: string
      readonly session: SourceSession
    }
  /** The source says that an activity or a session is no more. */
  | { readonly kind: 'gone'; readonly where: Where; readonly externalId: string }
  /** `externalIds` are those it is known by, when these could be read. */
  | {
      readonly kind: 'bad'
      readonly where: Where
      readonly problem: Problem
      readonly externalIds: readonly string[]
    }
  /** Everything until here can be left out when reading goes on from `cursor`. */
  | { readonly kind: 'checkpoint'; readonly cursor: string }

/** What a parser needs to know to read times. */
export interface ReadingContext {
  /** The city's, for times without a zone of their own. */
  readonly timeZone: string
  readonly now: Date
  /** What repeats is written out until this moment. */
  readonly until: Date
}

/** The longest texts that are kept, in characters. */
export const mostCharacters = {
  title: 120,
  summary: 600,
  place: 120,
  address: 200,
  id: 300,
} as const

/** A problem of something, as an item. */
export const bad = (
  where: Where,
  code: BadReason,
  said = '',
  externalIds: readonly string[] = [],
): ImportItem => ({
  kind: 'bad',
  where,
  problem: { code, said: said.slice(0, mostCharacters.title) },
  externalIds,
})

/** What is told of nothing: for parsers to fill in. */
export const emptyActivity: SourceActivity = {
  externalId: '',
  reference: null,
  title: '',
  summary: '',
  words: [],
  organisation: null,
  placeName: '',
  address: '',
  neighbourhood: null,
  latitude: null,
  longitude: null,
  isOnline: false,
  priceCents: null,
  capacity: null,
  spokenLanguages: [],
  isForChildren: false,
  minimumAge: null,
  maximumAge: null,
  wheelchairAccessible: false,
}
