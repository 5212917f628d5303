import { notify } from '../../delivery/notify.ts'
import { joinPeople, undoDays } from '../../learners/join/join-people.ts'
import {
  acceptLinkCode,
  findLinkCode,
  linkCodeMinutes,
  makeLinkCode,
} from '../../learners/join/link-code.ts'
import { undoJoin } from '../../learners/join/undo-join.ts'
import { encodeChoice } from '../choice.ts'
import { type Reply, reply, type Text, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'

const answer = (...paragraphs: Text[]): TurnResult => ({ replies: [reply({ paragraphs })] })

/** `/connect`, `koppel`, "koppel 4821 7730": gives a code for the other app, or takes one. */
export async function typedConnectTurn(turn: Turn, typed: string): Promise<TurnResult> {
  const code = findLinkCode(typed)
  if (code !== null) return connectTurn(turn, code)
  if (/\d/.test(typed)) return answer(text('connect.unknown'))
  const { tx, deps, now, person } = turn
  const made = await makeLinkCode(tx, deps, { personId: person.personId, now })
  return answer(
    text('connect.code', { code: made }),
    text('connect.term', { minutes: linkCodeMinutes }),
  )
}

/** Takes a code that another app of the same person gave, and makes them one. Both are told. */
export async function connectTurn(turn: Turn, code: string): Promise<TurnResult> {
  const { tx, deps, now, person } = turn
  const { identityId, personId } = person
  const outcome = await acceptLinkCode(tx, deps, { identityId, personId, code, now })
  if (outcome.kind !== 'accepted') return answer(text(`connect.${outcome.kind}`))
  const into = outcome.personId
  // Told before the two are one: it must go to the other app, not to this one.
  await notify(tx, { personId: into, replies: [joinedReply(text('connect.doneThere'))], now })
  await joinPeople(tx, deps, { into, from: personId, now })
  const joined = await tx.person.findUniqueOrThrow({
    where: { id: into },
    select: { learnerCode: true, locale: true },
  })
  return {
    replies: [joinedReply(text('connect.done'), text('badges.code', { code: joined.learnerCode }))],
    locale: joined.locale,
    personId: into,
  }
}

function joinedReply(...paragraphs: Text[]): Reply {
  return reply({
    paragraphs: [...paragraphs, text('connect.undo', { days: undoDays })],
    choices: [{ label: text('connect.choice'), value: encodeChoice({ kind: 'disconnect' }) }],
  })
}

/** Takes two apps apart again that were joined some days ago at the most. Both are told. */
export async function disconnectTurn(turn: Turn): Promise<TurnResult> {
  const { tx, deps, now, person } = turn
  const { identityId, personId, learnerCode } = person
  const outcome = await undoJoin(tx, deps, { personId, now })
  if (outcome.kind === 'nothing') return answer(text('connect.nothing'))
  const { personId: writer } = await tx.channelIdentity.findUniqueOrThrow({
    where: { id: identityId },
    select: { personId: true },
  })
  const codes = new Map([
    [personId, learnerCode],
    [outcome.personId, outcome.learnerCode],
  ])
  const told = (whose: string) =>
    reply({
      paragraphs: [text('connect.undone'), text('badges.code', { code: codes.get(whose) ?? '' })],
    })
  const other = writer === personId ? outcome.personId : personId
  await notify(tx, { personId: other, replies: [told(other)], now })
  return { replies: [told(writer)], personId: writer }
}
