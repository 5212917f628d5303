import {
  type FindOutcome,
  find,
  findDays,
  queryOf,
  resultsShown,
  type Wish,
} from '../../activities/find.ts'
import { type FoundSession, findSessions } from '../../activities/find-sessions.ts'
import { localDay } from '../../activities/local-day.ts'
import { celebrate } from '../../badges/milestones/celebrate.ts'
import type { City } from '../../cities/city.ts'
import { nearestPlace, type Point } from '../../cities/nearest-place.ts'
import { asksNearby, goesOn } from '../../understand/follow-up.ts'
import type { DayRange } from '../../understand/understood.ts'
import { encodeChoice } from '../choice.ts'
import { type Card, type Choice, type Reply, reply, type Text, text } from '../reply.ts'
import type { Search } from '../state.ts'
import type { Turn, TurnResult, TypedTurn } from '../turn.ts'
import { askNeighbourhood } from './ask-neighbourhood.ts'
import { earnedReply } from './badges.ts'
import { attachment } from './small-talk.ts'
import { suggestions } from './suggestions.ts'
import { weeklyTipChoice } from './weekly-tip.ts'

/** How many days "another day" offers: with the list itself still one small screen. */
const daysOffered = 4

const anotherDay: Choice = {
  label: text('find.choice.anotherDay'),
  value: encodeChoice({ kind: 'anotherDay' }),
}

/** Answers what can be learnt, as the words ask, or as they add to the search before. */
export async function findTurn(turn: TypedTurn): Promise<TurnResult> {
  const { when, where, what } = turn.understood
  const isWhole = what.topic !== null && when.days !== null
  const before = goesOn(turn.text, isWhole) ? turn.state.search : null
  const said: Search = { ...what, ...where, days: when.days, partOfDay: when.partOfDay, skip: 0 }
  const search = before === null ? said : addedTo(before, said)
  if (search.neighbourhood === null && asksNearby(turn.text)) {
    return { ...askNeighbourhood(turn), search }
  }
  const found = await searchFor(turn, search, when.otherReading)
  // A first question ever is answered, and thanked for on another day.
  if (turn.state.search === null) return found
  const badges = await celebrate(turn.tx, turn.deps, turn.person.personId, { kind: 'asked' })
  // The list comes last, so that its numbers are those on the screen.
  return { ...found, replies: [...badges.map(earnedReply), ...found.replies] }
}

/** The search before, with what was said now in its place. Another day is meant whole. */
function addedTo(before: Search, said: Search): Search {
  const kept = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null))
  const days = said.days === null ? {} : { partOfDay: said.partOfDay }
  return { ...before, ...kept, ...days }
}

/** Goes on with the last search after "where are you?": in the place named, or anywhere. */
export function neighbourhoodTurn(turn: TypedTurn): Promise<TurnResult> {
  const { neighbourhood } = turn.understood.where
  return searchFor(turn, { ...(turn.state.search ?? openSearch), neighbourhood, skip: 0 })
}

/** Answers a shared place on the map: the last search, or anything, in the nearest neighbourhood. */
export function locationTurn(turn: Turn, point: Point): Promise<TurnResult> | TurnResult {
  const place = nearestPlace(turn.city.places, point)
  if (place === null) return attachment('location')
  return searchFor(turn, {
    ...(turn.state.search ?? openSearch),
    neighbourhood: place.slug,
    skip: 0,
  })
}

/** Answers "meer": the next results of the last search. */
export async function showMore(turn: Turn, search: Search): Promise<TurnResult> {
  const further = { ...search, skip: search.skip + resultsShown }
  const sessions = await findSessions(
    turn.tx,
    queryOf(wishOf(turn, further), further.skip),
    resultsShown,
  )
  if (sessions.length === 0) {
    return { replies: [reply({ paragraphs: [text('find.noMore')], choices: [anotherDay] })] }
  }
  const outcome = { kind: 'found', sessions } as const
  return { replies: [foundReply(turn.city, further, outcome, null)], search: further }
}

/** Answers a search, and keeps it for "another day". */
export async function searchFor(
  turn: Turn,
  search: Search,
  otherReading: DayRange | null = null,
): Promise<TurnResult> {
  const outcome = await find(turn.tx, wishOf(turn, search))
  return { replies: [foundReply(turn.city, search, outcome, otherReading)], search }
}

/** Answers "another day": days on which the last search finds something. */
export async function anotherDayTurn(turn: Turn): Promise<TurnResult> {
  const search = turn.state.search
  if (search === null) return searchFor(turn, openSearch)
  const days = await findDays(turn.tx, wishOf(turn, search), daysOffered)
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
  neighbourhood: null,
  online: null,
  free: null,
  children: null,
  wheelchair: null,
  skip: 0,
}

function wishOf(turn: Turn, search: Search): Wish {
  const { city, now } = turn
  return { ...search, cityId: city.id, timeZone: city.timeZone, now }
}

function foundReply(
  city: City,
  search: Search,
  outcome: FindOutcome,
  otherReading: DayRange | null,
): Reply {
  const searched = text('find.searched', {
    what: { kind: 'texts', texts: searchedParts(city, search) },
  })
  if (outcome.kind === 'nothing') {
    return reply({
      paragraphs: [searched, text('find.nothingAtAll')],
      choices: [...suggestions],
    })
  }
  const many = outcome.sessions.length
  return reply({
    paragraphs: [
      searched,
      ...(outcome.kind === 'widened'
        ? [text('find.nothingAsAsked'), text(`find.widened.${outcome.by}`)]
        : [text('find.found', { count: many })]),
    ],
    cards: outcome.sessions.map((session, index) => sessionCard(city, session, index + 1, many)),
    choices: [
      ...(otherReading === null ? [] : [meantInstead(otherReading)]),
      anotherDay,
      // "Near you" needs a place: it is offered to who named one.
      ...(search.neighbourhood === null ? [] : [weeklyTipChoice(true)]),
    ],
  })
}

/** What some people mean by the same words, such as "volgende zaterdag". */
function meantInstead(days: DayRange): Choice {
  return {
    label: text('find.choice.otherReading', { days: { kind: 'days', ...days } }),
    value: encodeChoice({ kind: 'searchDays', ...days }),
  }
}

/** What was understood, in words: "koken, zaterdag 28 november, middag, in Charlois". */
function searchedParts(city: City, search: Search): Text[] {
  const place = city.places.find(({ slug }) => slug === search.neighbourhood)
  const parts: (Text | null)[] = [
    search.topic && text(`find.topic.${search.topic}`),
    search.days === null
      ? text('find.part.soon')
      : text('find.part.days', { days: { kind: 'days', ...search.days } }),
    search.partOfDay && text(`find.part.${search.partOfDay}`),
    place === undefined ? null : text('find.part.neighbourhood', { name: place.name }),
    search.online === true ? text('find.part.online') : null,
    search.free === true ? text('find.part.free') : null,
    search.children === true ? text('find.part.children') : null,
    search.wheelchair === true ? text('find.part.wheelchair') : null,
  ]
  return parts.filter((part) => part !== null)
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

/** One result in a list of so many. */
export function sessionCard(
  city: Pick<City, 'timeZone'>,
  session: FoundSession,
  number: number,
  many: number,
): Card {
  const sessionId = session.id
  return {
    title: { kind: 'either', ...session.title },
    lines: [
      whenLine(session, city.timeZone),
      session.neighbourhood === null
        ? text('find.placeOnline')
        : text('find.place', {
            place: session.placeName,
            neighbourhood: session.neighbourhood,
          }),
      text('find.priceAndOrganisation', {
        price: { kind: 'price', cents: session.priceCents },
        organisation: session.organisation,
      }),
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
