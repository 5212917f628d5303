import { Prisma } from '../../database/generated/client.ts'
import { privacyPurpose } from '../../learners/privacy-notice.ts'
import { endWeeklyTip } from '../../reminders/weekly-tip.ts'
import { encodeChoice } from '../choice.ts'
import { type Reply, reply, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'
import { endAllTurn } from './hand-over.ts'
import { suggestions } from './suggestions.ts'

/** What a person who said *stop* can still press. */
const startAgain = (key: 'stop.done' | 'stop.still'): Reply =>
  reply({
    paragraphs: [text(key)],
    choices: [{ label: text('stop.choice'), value: encodeChoice({ kind: 'start' }) }],
  })

/**
 * Ends all messages to a person at once, on every app and in every role: what still waits to be sent is
 * dropped with its words, and what they had asked to be told of is taken back.
 */
export async function stopTurn(turn: Turn): Promise<TurnResult> {
  await endAllTurn(turn)
  const { tx, now, person } = turn
  await tx.person.update({
    where: { id: person.personId },
    data: { stoppedAt: now },
    select: { id: true },
  })
  await tx.delivery.updateMany({
    where: { status: 'pending', kind: 'notice', identity: { personId: person.personId } },
    data: { status: 'suppressed', failure: 'stopped', reply: Prisma.DbNull, sentAt: now },
  })
  // What did not arrive is not sent again either.
  await tx.delivery.updateMany({
    where: { status: 'failed', identity: { personId: person.personId } },
    data: { reply: Prisma.DbNull },
  })
  await tx.consent.updateMany({
    where: { personId: person.personId, purpose: { not: privacyPurpose }, withdrawnAt: null },
    data: { withdrawnAt: now },
  })
  await endWeeklyTip(tx, person.personId, now)
  return { replies: [startAgain('stop.done')] }
}

/** Answers the words of a person who said *stop*, and nothing more. */
export const stillStopped = (): TurnResult => ({ replies: [startAgain('stop.still')] })

/** Begins again after *stop*. */
export async function startTurn(turn: Turn): Promise<TurnResult> {
  await turn.tx.person.update({
    where: { id: turn.person.personId },
    data: { stoppedAt: null },
    select: { id: true },
  })
  return {
    replies: [reply({ paragraphs: [text('start.again')], choices: [...suggestions] })],
  }
}
