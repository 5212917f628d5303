import { notify } from '../../delivery/notify.ts'
import {
  beginHandOver,
  handOverOf,
  keepWords,
  noteWord,
  type OpenHandOver,
  openHandOver,
  takeHandOver,
} from '../../organisations/hand-over.ts'
import { type WhoAnswers, whoAnswers } from '../../organisations/who-answers.ts'
import { encodeChoice } from '../choice.ts'
import { authorise } from '../commands/authorise.ts'
import { endedForLearner, finish, lookAfter } from '../notices/hand-over.ts'
import { type Choice, reply, type Text, text } from '../reply.ts'
import type { Turn, TurnResult, TypedTurn } from '../turn.ts'
import { human } from './small-talk.ts'
import { suggestions } from './suggestions.ts'

const answer = (...paragraphs: Text[]): TurnResult => ({ replies: [reply({ paragraphs })] })

const endChoice = (key: 'end' | 'never', id: string): Choice => ({
  label: text(`handOver.choice.${key}`),
  value: encodeChoice({ kind: 'endHandOver', id }),
})

/** Who would answer this learner now. */
export const whoAnswersTurn = ({ tx, city, person, now }: Turn): Promise<WhoAnswers> =>
  whoAnswers(tx, {
    personId: person.personId,
    cityId: city.id,
    timeZone: city.timeZone,
    now,
  })

/** Answers a learner who asks for a person: asks the organisation's workers, or says when they are there. */
export async function humanTurn(turn: Turn): Promise<TurnResult> {
  const { tx, now, person, city } = turn
  const open = await handOverOf(tx, person.personId)
  if (open !== null) return waiting(open)
  const who = await whoAnswersTurn(turn)
  if (who.kind === 'nobody') return human(turn)
  if (who.kind === 'closed') {
    return answer(
      text('handOver.closed', {
        organisation: who.organisationName,
        moment: { kind: 'moment', at: who.opensAt.toISOString(), timeZone: city.timeZone },
      }),
      text('human.mail', { contact: city.privacyContact }),
    )
  }
  const { organisationId, workers } = who
  const { id } = await beginHandOver(tx, { personId: person.personId, organisationId, now })
  const replies = [
    reply({
      paragraphs: [text('handOver.asks', { organisation: who.organisationName })],
      choices: [
        { label: text('handOver.choice.take'), value: encodeChoice({ kind: 'takeHandOver', id }) },
      ],
    }),
  ]
  for (const personId of workers) await notify(tx, { personId, replies, now })
  const begun = await openHandOver(tx, id)
  if (begun === null) return human(turn)
  await lookAfter(tx, begun, now)
  return waiting(begun)
}

const waiting = ({ id, organisationName: organisation }: OpenHandOver): TurnResult => ({
  replies: [
    reply({
      paragraphs: [text('handOver.asked', { organisation }), text('handOver.sayAlready')],
      choices: [endChoice('never', id)],
    }),
  ],
  question: { kind: 'handOver', handOverId: id },
})

/** Keeps what a learner says while they wait. */
export async function wordsTurn(turn: TypedTurn, handOverId: string): Promise<TurnResult | null> {
  const { tx, deps, now, person } = turn
  const open = await openHandOver(tx, handOverId)
  if (open === null || open.personId !== person.personId) return null
  if (open.status === 'taken') return relayTurn(turn, open)
  await keepWords(tx, deps, { handOverId, text: turn.text, now })
  return {
    replies: [
      reply({
        paragraphs: [text('handOver.kept', { organisation: open.organisationName })],
        choices: [endChoice('never', handOverId)],
      }),
    ],
    question: { kind: 'handOver', handOverId },
  }
}

/** A worker takes a conversation. */
export async function takeHandOverTurn(turn: Turn, id: string): Promise<TurnResult> {
  const { tx, deps, now, person } = turn
  const open = await openHandOver(tx, id)
  if (open === null) return answer(text('handOver.gone'))
  const { organisationId } = open
  const asked = { role: 'worker', organisationId, command: 'session', rest: '' } as const
  const authorised = await authorise(turn, asked)
  if (authorised.kind === 'answered') return authorised.result
  const outcome = await takeHandOver(tx, deps, { id, workerId: person.personId })
  if (outcome.kind !== 'taken') return answer(text(`handOver.${outcome.kind}`))
  const { handOver, words } = outcome
  await lookAfter(tx, handOver, now)
  await notify(tx, {
    personId: handOver.personId,
    replies: [
      reply({
        paragraphs: [
          text('handOver.here', { organisation: handOver.organisationName }),
          text('handOver.goesToWorker'),
        ],
        choices: [endChoice('end', id)],
      }),
    ],
    now,
  })
  return {
    replies: [
      reply({
        paragraphs: [
          text('handOver.yours'),
          ...words.map((said) => text('handOver.fromLearner', { said })),
        ],
        choices: [endChoice('end', id)],
      }),
    ],
  }
}

/** The conversation that somebody is in now, as learner or as worker; null when in none. */
export async function currentHandOver(turn: Turn): Promise<OpenHandOver | null> {
  const { handOverId } = turn.person
  return handOverId === null ? null : openHandOver(turn.tx, handOverId)
}

/** Passes on what one of the two typed to the other, with who says it. Nothing of it is kept. */
export async function relayTurn(
  turn: Turn & Pick<TypedTurn, 'text'>,
  handOver: OpenHandOver,
): Promise<TurnResult> {
  const { tx, now, person } = turn
  const isLearner = person.personId === handOver.personId
  const to = isLearner ? handOver.takenById : handOver.personId
  const said = turn.text
  const line = isLearner
    ? text('handOver.fromLearner', { said })
    : text('handOver.fromWorker', { said, organisation: handOver.organisationName })
  const told =
    to === null
      ? 'unreachable'
      : await notify(tx, { personId: to, replies: [reply({ paragraphs: [line] })], now })
  if (told !== 'enqueued') {
    return {
      replies: [
        reply({
          paragraphs: [text('handOver.notReached')],
          choices: [endChoice('end', handOver.id)],
        }),
      ],
    }
  }
  await noteWord(tx, handOver.id, now)
  return { replies: [] }
}

/** Ends a conversation, by button; either of the two may, and nobody else. */
export async function endHandOverTurn(turn: Turn, id: string): Promise<TurnResult> {
  const open = await openHandOver(turn.tx, id)
  return endTurn(turn, open)
}

/** `/done`: ends the conversation that somebody is in, or waits for. */
export async function doneTurn(turn: Turn): Promise<TurnResult> {
  const current = await currentHandOver(turn)
  return endTurn(turn, current ?? (await handOverOf(turn.tx, turn.person.personId)))
}

async function endTurn(turn: Turn, open: OpenHandOver | null): Promise<TurnResult> {
  const { tx, deps, person } = turn
  const { personId } = person
  const isOne = open?.personId === personId || open?.takenById === personId
  if (open === null || !isOne) {
    return {
      replies: [reply({ paragraphs: [text('handOver.alreadyEnded')], choices: [...suggestions] })],
    }
  }
  await finish(tx, deps, { handOver: open, actorId: personId })
  return open.personId === personId
    ? { replies: [endedForLearner(open)] }
    : answer(text('handOver.endedForWorker'))
}

/** *Stop* ends every conversation that somebody is in or waits for. */
export async function endAllTurn(turn: Turn): Promise<void> {
  const { tx, deps, person } = turn
  const open = [await currentHandOver(turn), await handOverOf(tx, person.personId)]
  for (const handOver of open) {
    if (handOver !== null) await finish(tx, deps, { handOver, actorId: person.personId })
  }
}
