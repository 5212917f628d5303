import type { SessionDetails } from '../../activities/session-details.ts'
import { type SignUpOutcome, signUp } from '../../activities/sign-up.ts'
import { celebrate } from '../../badges/milestones/celebrate.ts'
import type { City } from '../../cities/city.ts'
import { decodeChoice, encodeChoice } from '../choice.ts'
import { type Reply, reply, type Text, text } from '../reply.ts'
import type { Turn, TurnResult, TypedTurn } from '../turn.ts'
import { earnedReply } from './badges.ts'
import { findTurn, openSearch, searchFor } from './find.ts'
import { whenLine } from './found-reply.ts'
import { suggestions } from './suggestions.ts'
import { waitChoice } from './wait.ts'

/** Signs somebody up for a session, and thanks them with a badge when it is a milestone. */
export async function signUpTurn(turn: Turn, sessionId: string): Promise<TurnResult> {
  const { tx, deps, now, person } = turn
  const outcome = await signUp(tx, { sessionId, personId: person.personId, now })
  if (outcome.kind === 'full') return fullTurn(turn, outcome.session)
  const replies = [signUpReply(turn, outcome)]
  if (outcome.kind === 'signedUp') {
    const badges = await celebrate(tx, deps, person.personId, { kind: 'signedUp' })
    replies.push(...badges.map(earnedReply))
  }
  return { replies }
}

/** Answers "ik kom" without a number: the only session on the screen, or else which one. */
export async function typedSignUpTurn(turn: TypedTurn): Promise<TurnResult> {
  const offered = turn.state.choices
    .map(({ value }) => decodeChoice(value))
    .filter((meaning) => meaning?.kind === 'signUp')
  const [only] = offered
  if (only === undefined) {
    const { when, what, where } = turn.understood
    if (when.days ?? what.topic ?? where.neighbourhood) return findTurn(turn)
    return {
      replies: [reply({ paragraphs: [text('signup.whichNone')], choices: [...suggestions] })],
    }
  }
  if (offered.length === 1) return signUpTurn(turn, only.sessionId)
  return {
    replies: [
      reply({
        paragraphs: [text('signup.which')],
        choices: offered.map(({ sessionId }, index) => ({
          label: text('find.choice.come', { number: index + 1 }),
          value: encodeChoice({ kind: 'signUp', sessionId }),
        })),
      }),
    ],
  }
}

/** A full session is never a dead end: the last search goes on without it. */
async function fullTurn(turn: Turn, session: SessionDetails): Promise<TurnResult> {
  const title = { kind: 'either', ...session.title } as const
  const found = await searchFor(turn, turn.state.search ?? openSearch)
  return {
    ...found,
    replies: found.replies.map((list) => ({
      ...list,
      paragraphs: [text(list.cards.length > 0 ? 'signup.full' : 'signup.fullNothing', { title })],
      closing: [...list.closing, text('waiting.offer')],
      choices: [waitChoice(session.id), ...list.choices],
    })),
  }
}

/** Says what became of a sign-up. */
export function signUpReply(
  turn: Turn,
  outcome: Exclude<SignUpOutcome, { readonly kind: 'full' }>,
): Reply {
  if (outcome.kind === 'unknown') {
    return reply({ paragraphs: [text('signup.gone')], choices: [...suggestions] })
  }
  const { session } = outcome
  const title = { kind: 'either', ...session.title } as const
  switch (outcome.kind) {
    case 'signedUp':
    case 'alreadySignedUp':
      return reply({
        paragraphs: [
          text(outcome.kind === 'signedUp' ? 'signup.done' : 'signup.already', { title }),
          ...whenAndWhere(turn, session),
        ],
        choices: [
          {
            label: text('signup.choice.cancel'),
            value: encodeChoice({ kind: 'cancelSignup', sessionId: session.id }),
          },
        ],
      })
    case 'cancelled':
      return reply({
        paragraphs: [text('signup.cancelled', { title })],
        choices: [...suggestions],
      })
    case 'over':
      return reply({ paragraphs: [text('signup.over', { title })], choices: [...suggestions] })
  }
}

function whenAndWhere({ city, deps }: Turn, session: SessionDetails): Text[] {
  const { place } = session
  return [
    whenLine(session, city.timeZone, 'signup.when'),
    ...(session.isOnline
      ? [text('signup.online', { organisation: session.organisation })]
      : [
          text('signup.where', { place: place.name, address: place.address }),
          text('signup.route', { link: routeLink(city, place) }),
        ]),
    text('signup.calendar', { link: `${deps.siteUrl}/sessions/${session.id}.ics` }),
  ]
}

/** Fills the city's route planner address with a place. */
export function routeLink(
  city: Pick<City, 'routeLinkTemplate'>,
  place: Pick<SessionDetails['place'], 'address' | 'latitude' | 'longitude'>,
): string {
  return city.routeLinkTemplate
    .replaceAll('{latitude}', String(place.latitude ?? ''))
    .replaceAll('{longitude}', String(place.longitude ?? ''))
    .replaceAll('{address}', encodeURIComponent(place.address))
}
