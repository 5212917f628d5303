import type { ActingFor } from '../../organisations/membership.ts'
import { type Suggestion, suggest } from '../../organisations/suggest.ts'
import { sharedInterestsOf } from '../../recommend/interests.ts'
import { encodeChoice } from '../choice.ts'
import { reply, type Text, text, texts } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'
import { authorise } from './authorise.ts'
import { findLearner } from './find-learner.ts'
import { askNeed } from './refer.ts'

/** Suggests organisations that fit a learner who shares with us, each with the reason. */
export async function suggestionsReply(
  turn: Turn,
  { organisationId }: ActingFor,
  { personId, code }: { readonly personId: string; readonly code: string },
): Promise<TurnResult> {
  const { tx, city, now } = turn
  const interests = await sharedInterestsOf(tx, { personId, organisationId })
  const found = await suggest(tx, { cityId: city.id, interests, exceptId: organisationId, now })
  if (found.length === 0) {
    return { replies: [reply({ paragraphs: [text('refer.suggestNone'), text('refer.form')] })] }
  }
  return {
    replies: [
      reply({
        paragraphs: [text('refer.suggest', { code })],
        cards: found.map((suggestion, index) => ({
          title: suggestion.organisationName,
          lines: [...why(suggestion, code), next(suggestion, city.timeZone)],
          choices: [
            {
              label: text('refer.choice.to', { number: index + 1 }),
              value: encodeChoice({ kind: 'referTo', id: suggestion.organisationId }),
            },
          ],
        })),
      }),
    ],
    question: { kind: 'referTo', code },
  }
}

function why({ because, topic, near }: Suggestion, code: string): Text[] {
  const about = texts(text(`find.topic.${topic}`))
  return [
    text(`refer.why.${because}`, { code, topic: about }),
    ...(near === null ? [] : [text('refer.why.near', { code, neighbourhood: near })]),
  ]
}

const next = ({ title, startsAt }: Suggestion, timeZone: string): Text =>
  text('refer.next', {
    title: { kind: 'either', ...title },
    moment: { kind: 'moment', at: startsAt.toISOString(), timeZone },
  })

/** A suggestion is picked: asks what the referral is for. */
export async function referToTurn(turn: Turn, organisationId: string): Promise<TurnResult> {
  const { question } = turn.state
  const asked = { role: 'worker', organisationId: null, command: 'refer', rest: '' } as const
  const authorised = await authorise(turn, asked)
  if (authorised.kind === 'answered') return authorised.result
  const code = question?.kind === 'referTo' ? question.code : ''
  const found = await findLearner(turn, code)
  const to = await turn.tx.organisation.findFirst({
    where: { id: organisationId, leftAt: null },
    select: { id: true, name: true },
  })
  return found.kind !== 'found' || to === null
    ? { replies: [reply({ paragraphs: [text('refer.form')] })] }
    : askNeed(found.code, to)
}
