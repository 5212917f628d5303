import { checkIn } from '../../activities/check-in.ts'
import { readSessionCode } from '../../activities/session-code.ts'
import { celebrate } from '../../badges/milestones/celebrate.ts'
import { reply, text } from '../reply.ts'
import type { Turn, TurnResult, TypedTurn } from '../turn.ts'
import { earnedReply } from './badges.ts'
import { suggestions } from './suggestions.ts'

const minuteMilliseconds = 60_000

/** Checks somebody in by a session's code, typed or from a link or picture. */
export async function checkInTurn(turn: Turn, code: string): Promise<TurnResult> {
  const { tx, deps, now, person } = turn
  const outcome = await checkIn(tx, deps, { code, personId: person.personId, now })
  const answer = (...paragraphs: Parameters<typeof reply>[0]['paragraphs']): TurnResult => ({
    replies: [reply({ paragraphs, choices: [...suggestions] })],
  })
  if (outcome.kind === 'unknown') return answer(text('visit.unknown'))
  if (outcome.kind === 'wait') {
    const minutes = Math.ceil((outcome.until.getTime() - now.getTime()) / minuteMilliseconds)
    return answer(text('visit.wait', { minutes }))
  }
  const title = { kind: 'either', ...outcome.session.title } as const
  switch (outcome.kind) {
    case 'notOpen':
    case 'over':
    case 'cancelled':
      return answer(text(`visit.${outcome.kind}`, { title }))
    case 'alreadyCheckedIn':
      return answer(text('visit.already', { title }))
    case 'checkedIn': {
      const badges = await celebrate(tx, deps, person.personId, { kind: 'attended' })
      return {
        replies: [
          reply({
            paragraphs: [
              text('visit.done', { title }),
              ...(outcome.walkIn ? [text('visit.walkIn')] : []),
            ],
          }),
          ...badges.map(earnedReply),
        ],
      }
    }
  }
}

/** Answers words with a session's code in them; null when they are about something else. */
export function typedCheckInTurn(turn: TypedTurn): Promise<TurnResult> | null {
  const code = readSessionCode(turn.text)
  if (code === null) return null
  // "BCD 234" in a search may be anything; by itself it is a code.
  const isBare = turn.text.replace(/[^\p{L}\p{N}]/gu, '').length === code.length
  return isBare || turn.understood.intent !== 'find' ? checkInTurn(turn, code) : null
}

/** `/start` with a code behind it, as a link or a picture brings it. */
export function startedCheckInTurn(turn: Turn, typed: string): Promise<TurnResult> | TurnResult {
  const code = readSessionCode(typed)
  return code === null ? askCodeTurn() : checkInTurn(turn, code)
}

/** Answers "ik ben er": who is there has seen the code. */
export const askCodeTurn = (): TurnResult => ({
  replies: [reply({ paragraphs: [text('visit.askCode')], choices: [...suggestions] })],
})
