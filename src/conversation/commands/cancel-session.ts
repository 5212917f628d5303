import { cancelSession } from '../../activities/cancel-session.ts'
import { ownSessions } from '../../activities/organisation-sessions.ts'
import { readSessionCode } from '../../activities/session-code.ts'
import { longestNoteCharacters } from '../../organisations/award-command.ts'
import type { ActingFor } from '../../organisations/membership.ts'
import { encodeChoice } from '../choice.ts'
import { tellSessionOff } from '../notices/session-off.ts'
import { reply, type Text, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'
import { authorise } from './authorise.ts'

const answer = (...paragraphs: Text[]): TurnResult => ({ replies: [reply({ paragraphs })] })

/** `/session cancel <code> [reason]`: asks for a yes first, for it cannot be taken back. */
export async function askToCancelTurn(
  turn: Turn,
  { organisationId, organisationName: organisation }: ActingFor,
  rest: string,
): Promise<TurnResult> {
  const { tx, now, city } = turn
  const [typed = ''] = rest.split(/\s/, 1)
  const code = readSessionCode(typed)
  if (code === null) return answer(text('session.cancelMissingCode'))
  const [session] = await ownSessions(tx, { organisationId, now, code, limit: 1 })
  if (session === undefined) return answer(text('session.unknownCode', { organisation }))
  const reason = rest.slice(typed.length).trim().slice(0, longestNoteCharacters) || null
  const moment = {
    kind: 'moment',
    at: session.startsAt.toISOString(),
    timeZone: city.timeZone,
  } as const
  return {
    replies: [
      reply({
        paragraphs: [
          text('session.cancelAsk', { title: { kind: 'either', ...session.title }, moment }),
          text('session.cancelWhom', { count: session.going + session.waiting }),
          ...(reason === null ? [] : [text('session.cancelReason', { reason })]),
        ],
        choices: [
          {
            label: text('session.choice.yes'),
            value: encodeChoice({ kind: 'cancelSession', id: session.id }),
          },
          { label: text('session.choice.no'), value: encodeChoice({ kind: 'leaveIt' }) },
        ],
      }),
    ],
    question: { kind: 'cancelSession', sessionId: session.id, reason },
  }
}

/** The yes: cancels, and tells everybody who was coming. */
export async function cancelSessionTurn(turn: Turn, sessionId: string): Promise<TurnResult> {
  const { tx, deps, now, person, city } = turn
  const owner = await tx.activity.findFirst({
    where: { sessions: { some: { id: sessionId } } },
    select: { organisationId: true },
  })
  if (owner === null) return answer(text('session.gone'))
  const { organisationId } = owner
  const authorised = await authorise(turn, {
    role: 'worker',
    organisationId,
    command: 'session',
    rest: '',
  })
  if (authorised.kind === 'answered') return authorised.result
  const { question } = turn.state
  const reason =
    question?.kind === 'cancelSession' && question.sessionId === sessionId ? question.reason : null
  const outcome = await cancelSession(tx, deps, {
    sessionId,
    organisationId,
    actorId: person.personId,
    reason,
    now,
  })
  if (outcome.kind === 'unknown') return answer(text('session.gone'))
  const { session } = outcome
  const title = { kind: 'either', ...session.title } as const
  if (outcome.kind !== 'cancelled') return answer(text(`session.${outcome.kind}`, { title }))
  const { people } = outcome
  const told = await tellSessionOff(tx, { session, people, reason, city, now })
  return answer(text('session.cancelled', { title }), text('session.cancelTold', told))
}
