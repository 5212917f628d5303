import { resultsShown } from '../../activities/find.ts'
import { notify } from '../../delivery/notify.ts'
import { longestNoteCharacters } from '../../organisations/award-command.ts'
import {
  findReferral,
  keepAnswer,
  type Referral,
  stepReferral,
} from '../../organisations/referrals.ts'
import { encodeChoice } from '../choice.ts'
import { authorise } from '../commands/authorise.ts'
import { findLearner } from '../commands/find-learner.ts'
import { referFor } from '../commands/refer.ts'
import { tellWorkers } from '../notices/tell-workers.ts'
import { type Choice, type Reply, reply, type Text, text, texts } from '../reply.ts'
import type { Question } from '../state.ts'
import type { Turn, TurnResult, TypedTurn } from '../turn.ts'
import { openSearch, searchFor } from './find.ts'

const answer = (...paragraphs: Text[]): TurnResult => ({ replies: [reply({ paragraphs })] })
const gone = () => answer(text('refer.gone'))

/** The learner's own yes or no to being referred. */
export function answerReferralTurn(to: 'offered' | 'withdrawn') {
  return async (turn: Turn, id: string): Promise<TurnResult> => {
    const { tx, deps, now, person } = turn
    const referral = await findReferral(tx, deps, id)
    if (referral === null || referral.personId !== person.personId) return gone()
    const moved = await stepReferral(tx, deps, { referral, to, actorId: person.personId })
    if (!moved) return gone()
    await tellFrom(turn, referral, to)
    if (to === 'withdrawn') return answer(text('refer.refused'))
    await tellWorkers(tx, referral.to.id, { replies: [offeredReply(referral)], now })
    return answer(text('refer.agreed', { to: referral.to.name }))
  }
}

function offeredReply({ id, code, need, from, to }: Referral): Reply {
  return reply({
    paragraphs: [
      text('refer.offered', { from: from.name, code, to: to.name }),
      text('refer.offeredNeed', { need }),
    ],
    choices: [
      { label: text('refer.choice.accept'), value: encodeChoice({ kind: 'acceptReferral', id }) },
      { label: text('refer.choice.decline'), value: encodeChoice({ kind: 'declineReferral', id }) },
    ],
  })
}

/** Tells those who made the referral how it stands. */
async function tellFrom(
  { tx, now }: Turn,
  { code, from, to }: Referral,
  status: Referral['status'],
): Promise<void> {
  const state = texts(text(`refer.state.${status}`))
  const paragraphs = [text('refer.stateIs', { code, to: to.name, state })]
  await tellWorkers(tx, from.id, { replies: [reply({ paragraphs })], now })
}

/** The other organisation accepts or declines; the learner hears it, and so do those who referred. */
export function decideReferralTurn(decision: 'accepted' | 'declined') {
  return async (turn: Turn, id: string): Promise<TurnResult> => {
    const { tx, deps, now, person } = turn
    const found = await ownReferral(turn, id)
    if (found.kind === 'answered') return found.result
    const { referral } = found
    const moved = await stepReferral(tx, deps, { referral, to: decision, actorId: person.personId })
    if (!moved) return gone()
    await tellFrom(turn, referral, decision)
    const replies = [await forLearner(turn, referral, decision)]
    await notify(tx, { personId: referral.personId, replies, now })
    return {
      replies: [
        reply({
          paragraphs: [
            text(`refer.${decision}`, { from: referral.from.name }),
            text('refer.typeAnswer'),
          ],
          choices: [nothingChoice],
        }),
      ],
      question: { kind: 'referralAnswer', referralId: id, words: null },
    }
  }
}

/** Introduces the learner, or says kindly that it cannot be now, with what else there is. */
async function forLearner(
  turn: Turn,
  { to, code, topic }: Referral,
  decision: 'accepted' | 'declined',
): Promise<Reply> {
  if (decision === 'accepted') {
    return reply({
      paragraphs: [
        text('refer.introduced', { to: to.name, code }),
        ...(to.website === null ? [] : [text('refer.introducedSite', { website: to.website })]),
      ],
    })
  }
  const { replies } = await searchFor(turn, { ...openSearch, topic })
  const cards = replies.flatMap((list) => list.cards).slice(0, resultsShown)
  const paragraphs = [text('refer.notNow', { to: to.name })]
  return cards.length === 0
    ? reply({ paragraphs })
    : reply({ paragraphs: [...paragraphs, text('refer.elsewhere')], cards })
}

const nothingChoice: Choice = {
  label: text('refer.choice.nothing'),
  value: encodeChoice({ kind: 'leaveIt' }),
}

/** The words that the other organisation adds for the learner: they are shown before they go. */
export async function referralAnswerTurn(
  turn: TypedTurn,
  { referralId }: Extract<Question, { kind: 'referralAnswer' }>,
): Promise<TurnResult> {
  const found = await ownReferral(turn, referralId)
  if (found.kind === 'answered') return found.result
  const words = turn.text.trim().slice(0, longestNoteCharacters)
  const value = encodeChoice({ kind: 'sendReferralAnswer', id: referralId })
  return {
    replies: [
      reply({
        paragraphs: [text('refer.sureAnswer', { code: found.referral.code, answer: words })],
        choices: [{ label: text('refer.choice.send'), value }, nothingChoice],
      }),
    ],
    question: { kind: 'referralAnswer', referralId, words },
  }
}

/** Passes on the words that were shown. */
export async function sendReferralAnswerTurn(turn: Turn, id: string): Promise<TurnResult> {
  const { tx, deps, now, state } = turn
  const { question } = state
  const said =
    question?.kind === 'referralAnswer' && question.referralId === id ? question.words : null
  if (said === null) return gone()
  const found = await ownReferral(turn, id)
  if (found.kind === 'answered') return found.result
  const { to, personId } = found.referral
  await keepAnswer(tx, deps, id, said)
  const line = text('refer.says', { to: to.name, answer: said })
  await notify(tx, { personId, replies: [reply({ paragraphs: [line] })], now })
  return answer(text('refer.answerSent'))
}

/** A referral to an organisation where somebody works now, or what they are answered instead. */
async function ownReferral(
  turn: Turn,
  id: string,
): Promise<
  | { readonly kind: 'own'; readonly referral: Referral }
  | { readonly kind: 'answered'; readonly result: TurnResult }
> {
  const referral = await findReferral(turn.tx, turn.deps, id)
  if (referral === null) return { kind: 'answered', result: gone() }
  const organisationId = referral.to.id
  const asked = { role: 'worker', organisationId, command: 'refer', rest: '' } as const
  const authorised = await authorise(turn, asked)
  return authorised.kind === 'answered' ? authorised : { kind: 'own', referral }
}

/** The words that say what a referral is for, after an organisation was picked. */
export async function referralNeedTurn(
  turn: TypedTurn,
  { code, organisationId }: Extract<Question, { kind: 'referNeed' }>,
): Promise<TurnResult> {
  const asked = { role: 'worker', organisationId: null, command: 'refer', rest: '' } as const
  const authorised = await authorise(turn, asked)
  if (authorised.kind === 'answered') return authorised.result
  const found = await findLearner(turn, code)
  const to = await turn.tx.organisation.findFirst({
    where: { id: organisationId, leftAt: null },
    select: { id: true, name: true },
  })
  if (found.kind !== 'found' || to === null) return answer(text('refer.form'))
  return referFor(turn, authorised.actingFor, { ...found, to, words: turn.text })
}
