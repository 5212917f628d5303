import type { FindOutcome } from '../../activities/find.ts'
import { localDay } from '../../activities/local-day.ts'
import type { FoundSession, Ranking } from '../../activities/search/query.ts'
import type { City } from '../../cities/city.ts'
import { byDistance, type Point } from '../../cities/nearest-place.ts'
import { isReplyKey } from '../../language/translate.ts'
import type { DayRange } from '../../understand/understood.ts'
import { encodeChoice } from '../choice.ts'
import { type Card, type Choice, type Reply, reply, type Text, text } from '../reply.ts'
import type { Search } from '../state.ts'
import { suggestions } from './suggestions.ts'
import { weeklyTipChoice } from './weekly-tip.ts'

export const anotherDay: Choice = {
  label: text('find.choice.anotherDay'),
  value: encodeChoice({ kind: 'anotherDay' }),
}

/** What a search is answered with. */
export interface Found {
  readonly city: City
  readonly search: Search
  readonly outcome: FindOutcome
  /** What some people mean by the same words, such as "volgende zaterdag". */
  readonly otherReading: DayRange | null
  /** Where distances are counted from: a place on the map, or the middle of a neighbourhood. */
  readonly from: Point | null
}

/** Puts what was found into a reply: what was looked for, what was let go, by what it is ordered, and the list. */
export function foundReply({ city, search, outcome, otherReading, from }: Found): Reply {
  const searched = text('find.searched', {
    what: { kind: 'texts', texts: searchedParts(city, search) },
  })
  if (outcome.kind === 'nothing') {
    return reply({
      paragraphs: [searched, text('find.nothingAtAll')],
      choices: [...suggestions],
    })
  }
  const { sessions, ranking } = outcome
  const many = sessions.length
  const ranked = many > 1 ? [rankedLine(city, search, ranking)] : []
  return reply({
    paragraphs: [
      searched,
      ...(outcome.kind === 'widened'
        ? [text('find.nothingAsAsked'), text(`find.widened.${outcome.by}`), ...ranked]
        : [...ranked, text('find.found', { count: many })]),
    ],
    cards: sessions.map((session, index) =>
      sessionCard(city, session, {
        number: index + 1,
        many,
        kilometres: ranking === 'nearest' ? kilometresTo(city, session, from) : null,
      }),
    ),
    choices: [
      ...(otherReading === null ? [] : [meantInstead(otherReading)]),
      anotherDay,
      // "Near you" needs a place: it is offered to who named one.
      ...(search.neighbourhood === null ? [] : [weeklyTipChoice(true)]),
    ],
  })
}

function meantInstead(days: DayRange): Choice {
  return {
    label: text('find.choice.otherReading', { days: { kind: 'days', ...days } }),
    value: encodeChoice({ kind: 'searchDays', ...days }),
  }
}

const placeOf = (city: City, slug: string | null) =>
  city.places.find((place) => place.slug === slug)

/** Says by what the results are ordered, in one sentence. */
function rankedLine(city: City, search: Search, ranking: Ranking): Text {
  const place = placeOf(city, search.neighbourhood)
  if (ranking === 'nearest' && place !== undefined) {
    return text('find.ranked.nearestTo', { name: place.name })
  }
  return text(`find.ranked.${ranking}`)
}

/** How far the middle of a session's neighbourhood is; null within the same one. */
function kilometresTo(city: City, session: FoundSession, from: Point | null): number | null {
  if (from === null) return null
  const places = byDistance(city.places, from)
  const at = places.findIndex(({ place }) => place.slug === session.neighbourhoodSlug)
  return at <= 0 ? null : (places[at]?.kilometres ?? null)
}

/** What was understood, in words: "koken, zaterdag 28 november, middag, in Charlois". */
function searchedParts(city: City, search: Search): Text[] {
  const place = placeOf(city, search.neighbourhood)
  const { maximumPriceCents, spokenLanguage, placesNeeded } = search
  const parts: (Text | null)[] = [
    search.topic && text(`find.topic.${search.topic}`),
    search.words.length === 0
      ? null
      : text('find.part.words', { words: { kind: 'list', items: search.words } }),
    search.days === null
      ? text('find.part.soon')
      : text('find.part.days', { days: { kind: 'days', ...search.days } }),
    search.partOfDay && text(`find.part.${search.partOfDay}`),
    place === undefined ? null : text('find.part.neighbourhood', { name: place.name }),
    search.online === true ? text('find.part.online') : null,
    search.free === true ? text('find.part.free') : null,
    maximumPriceCents === null || search.free === true
      ? null
      : text('find.part.upTo', { price: { kind: 'price', cents: maximumPriceCents } }),
    spokenLanguage === null
      ? null
      : text('find.part.spoken', {
          language: { kind: 'texts', texts: [languageName(spokenLanguage)] },
        }),
    placesNeeded === null ? null : text('find.part.places', { count: placesNeeded }),
    search.children === true ? text('find.part.children') : null,
    search.wheelchair === true ? text('find.part.wheelchair') : null,
  ]
  return parts.filter((part) => part !== null)
}

/** The name of a language that is spoken somewhere, by its BCP 47 tag. */
export function languageName(tag: string): Text {
  const key = `spoken.${tag}`
  return isReplyKey(key) ? text(key) : text('spoken.other')
}

/** The lines that say when a session is. */
export function whenLine(
  session: { readonly startsAt: Date; readonly endsAt: Date },
  timeZone: string,
  key: 'find.when' | 'signup.when' = 'find.when',
): Text {
  return text(key, {
    day: { kind: 'day', day: localDay(session.startsAt, timeZone) },
    clock: {
      kind: 'clock',
      from: session.startsAt.toISOString(),
      until: session.endsAt.toISOString(),
      timeZone,
    },
  })
}

/** Where a result stands in its list, and how far it is when the nearest come first. */
export interface CardPlace {
  readonly number: number
  readonly many: number
  readonly kilometres?: number | null
  /** What is said below it, such as why it is there. */
  readonly note?: Text | null
}

/** One result in a list of so many. */
export function sessionCard(
  city: Pick<City, 'timeZone'>,
  session: FoundSession,
  { number, many, kilometres = null, note = null }: CardPlace,
): Card {
  const sessionId = session.id
  return {
    title: { kind: 'either', ...session.title },
    lines: [
      whenLine(session, city.timeZone),
      placeLine(session, kilometres),
      text('find.priceAndOrganisation', {
        price: { kind: 'price', cents: session.priceCents },
        organisation: session.organisation,
      }),
      ...(note === null ? [] : [note]),
    ],
    choices: [
      {
        label: many === 1 ? text('find.choice.comeOne') : text('find.choice.come', { number }),
        value: encodeChoice({ kind: 'signUp', sessionId }),
      },
      {
        label: many === 1 ? text('find.choice.moreOne') : text('find.choice.more', { number }),
        value: encodeChoice({ kind: 'more', sessionId }),
      },
    ],
  }
}

function placeLine({ placeName, neighbourhood }: FoundSession, kilometres: number | null): Text {
  if (neighbourhood === null) return text('find.placeOnline')
  const place = { place: placeName, neighbourhood }
  if (kilometres === null) return text('find.place', place)
  const whole = Math.round(kilometres)
  return whole === 0
    ? text('find.placeNear', place)
    : text('find.placeAway', { ...place, kilometres: whole })
}
