import {
  anything,
  find,
  queryOf,
  queryOfLater,
  resultsShown,
  type Wish,
} from '../../activities/find.ts'
import { findDays } from '../../activities/find-days.ts'
import { findSessions } from '../../activities/find-sessions.ts'
import { knownWords } from '../../activities/search/known-words.ts'
import { rankingOf } from '../../activities/search/query.ts'
import { celebrate } from '../../badges/milestones/celebrate.ts'
import { byDistance, nearestPlace, type Point } from '../../cities/nearest-place.ts'
import { countUnmet, weekdayOf } from '../../demand/count-unmet.ts'
import { asksNearby, goesOn } from '../../understand/follow-up.ts'
import type { DayRange } from '../../understand/understood.ts'
import { encodeChoice } from '../choice.ts'
import { reply, text } from '../reply.ts'
import type { Search } from '../state.ts'
import type { Turn, TurnResult, TypedTurn } from '../turn.ts'
import { askNeighbourhood } from './ask-neighbourhood.ts'
import { earnedReply } from './badges.ts'
import { anotherDay, foundReply } from './found-reply.ts'
import { attachment, unknown } from './small-talk.ts'

/** How many days "another day" offers: with the list itself still one small screen. */
const daysOffered = 4

/** Answers what can be learnt, as the words ask, or as they add to the search before. */
export async function findTurn(turn: TypedTurn): Promise<TurnResult> {
  const { when, where, what } = turn.understood
  const isWhole = what.topic !== null && when.days !== null
  const before = goesOn(turn.text, isWhole) ? turn.state.search : null
  const words = await knownWords(turn.tx, turn.city.id, what.words)
  const { days, partOfDay } = when
  const said: Search = { ...what, ...where, words: [...words], days, partOfDay, skip: 0 }
  const search = before === null ? said : addedTo(before, said)
  if (search.neighbourhood === null && asksNearby(turn.text)) {
    return { ...askNeighbourhood(turn), search }
  }
  // Asked together, they travel together.
  const [found, badges] = await Promise.all([
    searchFor(turn, search, { otherReading: when.otherReading }),
    thanksForAsking(turn),
  ])
  // The list comes last, so that its numbers are those on the screen.
  return { ...found, replies: [...badges.map(earnedReply), ...found.replies] }
}

/** A first question ever is answered, and thanked for on another day. */
const thanksForAsking = (turn: Turn) =>
  turn.state.search === null
    ? []
    : celebrate(turn.tx, turn.deps, turn.person.personId, { kind: 'asked' })

/** Answers words that say no intent: what the city's activities have in their titles is looked for. */
export async function unknownTurn(turn: TypedTurn): Promise<TurnResult> {
  const words = await knownWords(turn.tx, turn.city.id, turn.understood.what.words)
  if (words.length === 0) return unknown(turn.text)
  return searchFor(turn, { ...openSearch, words: [...words] })
}

/** The search before, with what was said now in its place. Another day is meant whole, and so is another subject. */
function addedTo(before: Search, said: Search): Search {
  const kept = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null))
  const days = said.days === null ? {} : { partOfDay: said.partOfDay }
  const isSubject = said.topic !== null || said.words.length > 0
  const { topic, words } = isSubject ? said : before
  return { ...before, ...kept, ...days, topic, words }
}

/** Goes on with the last search after "where are you?": in the place named, or anywhere. */
export function neighbourhoodTurn(turn: TypedTurn): Promise<TurnResult> {
  const { neighbourhood } = turn.understood.where
  return searchFor(turn, { ...(turn.state.search ?? openSearch), neighbourhood, skip: 0 })
}

/**
 * Answers a shared place on the map: the last search, or anything, what is nearest to it first. The place
 * is used once; the neighbourhood is what is kept.
 */
export function locationTurn(turn: Turn, point: Point): Promise<TurnResult> | TurnResult {
  const place = nearestPlace(turn.city.places, point)
  if (place === null) return attachment('location')
  const search = { ...(turn.state.search ?? openSearch), neighbourhood: place.slug, skip: 0 }
  return searchFor(turn, search, { from: point })
}

/** Answers "meer": the next results of the last search. */
export async function showMore(turn: Turn, search: Search): Promise<TurnResult> {
  const further = { ...search, skip: search.skip + resultsShown }
  const query = queryOf(wishOf(turn, further), further.skip)
  const sessions = await findSessions(turn.tx, query, resultsShown)
  if (sessions.length === 0) {
    return { replies: [reply({ paragraphs: [text('find.noMore')], choices: [anotherDay] })] }
  }
  const outcome = { kind: 'found', ranking: rankingOf(query), sessions } as const
  const { city } = turn
  return {
    replies: [foundReply({ city, search: further, outcome, otherReading: null, from: null })],
    search: further,
  }
}

/** What a search may know besides what is looked for. */
interface SearchOptions {
  readonly otherReading?: DayRange | null
  /** A shared place: then a neighbourhood does not limit what is found, but says where it is. */
  readonly from?: Point | null
}

/** Answers a search, and keeps it for "another day". */
export async function searchFor(
  turn: Turn,
  search: Search,
  { otherReading = null, from: shared = null }: SearchOptions = {},
): Promise<TurnResult> {
  const { city } = turn
  const wish = wishOf(turn, search, shared)
  const outcome = await find(turn.tx, wish)
  if (outcome.kind !== 'found' && isNew(turn.state.search, search)) {
    await countUnmet(turn.tx, city, search, turn.now)
  }
  const from = shared ?? centreOf(turn, search)
  return { replies: [foundReply({ city, search, outcome, otherReading, from })], search }
}

/** Whoever asks the same once more is counted once. */
const isNew = (before: Search | null, { topic, neighbourhood, days }: Search): boolean =>
  before === null ||
  before.topic !== topic ||
  before.neighbourhood !== neighbourhood ||
  weekdayOf(before.days) !== weekdayOf(days)

/** Answers "another day": days on which the last search finds something. */
export async function anotherDayTurn(turn: Turn): Promise<TurnResult> {
  const search = turn.state.search
  if (search === null) return searchFor(turn, openSearch)
  const query = queryOfLater(wishOf(turn, search))
  const days = await findDays(turn.tx, query, { limit: daysOffered, except: search.days })
  if (days.length === 0) return searchFor(turn, { ...search, days: null, partOfDay: null })
  return {
    replies: [
      reply({
        paragraphs: [text('find.otherDays')],
        choices: days.map((day) => ({
          label: text('find.part.days', { days: { kind: 'day', day } }),
          value: encodeChoice({ kind: 'searchDays', start: day, end: day }),
        })),
      }),
    ],
  }
}

/** Answers a day picked from "another day". */
export function searchDaysTurn(turn: Turn, { start, end }: DayRange): Promise<TurnResult> {
  return searchFor(turn, {
    ...(turn.state.search ?? openSearch),
    days: { start, end },
    partOfDay: null,
    skip: 0,
  })
}

/** Looks for anything soon: also the answer to "what else is there?". */
export const openSearch: Search = {
  days: null,
  partOfDay: null,
  topic: null,
  words: [],
  neighbourhood: null,
  online: null,
  free: null,
  maximumPriceCents: null,
  spokenLanguage: null,
  children: null,
  wheelchair: null,
  placesNeeded: null,
  skip: 0,
}

function wishOf(turn: Turn, search: Search, shared: Point | null = null): Wish {
  const { city, now } = turn
  const from = shared ?? centreOf(turn, search)
  const nearestFirst =
    from === null ? null : byDistance(city.places, from).map(({ place }) => place.slug)
  const neighbourhood = shared === null ? search.neighbourhood : null
  return { ...anything(city, now), ...search, nearestFirst, neighbourhood }
}

const centreOf = ({ city }: Turn, { neighbourhood }: Search): Point | null =>
  city.places.find(({ slug }) => slug === neighbourhood) ?? null
