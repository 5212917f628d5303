import { anything, queryOf, resultsShown } from '../../activities/find.ts'
import { findSessions } from '../../activities/find-sessions.ts'
import type { SessionDetails } from '../../activities/session-details.ts'
import type { City } from '../../cities/city.ts'
import type { Transaction } from '../../database/client.ts'
import { notify } from '../../delivery/notify.ts'
import { type Reply, reply, text } from '../reply.ts'
import { sessionCard } from '../turns/found-reply.ts'

/** Tells everybody who was coming that a session is off, with what else there is of its kind. */
export async function tellSessionOff(
  tx: Transaction,
  off: {
    readonly session: SessionDetails
    readonly people: readonly string[]
    readonly reason: string | null
    readonly city: City
    readonly now: Date
  },
): Promise<{ readonly told: number; readonly notTold: number }> {
  const { people, now } = off
  if (people.length === 0) return { told: 0, notTold: 0 }
  const replies = [await offReply(tx, off)]
  let told = 0
  for (const personId of people) {
    if ((await notify(tx, { personId, replies, now })) === 'enqueued') told += 1
  }
  return { told, notTold: people.length - told }
}

async function offReply(
  tx: Transaction,
  { session, reason, city, now }: Parameters<typeof tellSessionOff>[1],
): Promise<Reply> {
  const { topic } = await tx.activity.findFirstOrThrow({
    where: { sessions: { some: { id: session.id } } },
    select: { topic: true },
  })
  const wish = { ...anything(city, now), topic }
  const others = await findSessions(tx, queryOf(wish), resultsShown)
  return reply({
    paragraphs: [
      text('session.offNotice', {
        title: { kind: 'either', ...session.title },
        moment: { kind: 'moment', at: session.startsAt.toISOString(), timeZone: city.timeZone },
      }),
      ...(reason === null
        ? []
        : [text('session.offReason', { organisation: session.organisation, reason })]),
      text('session.offSorry'),
      ...(others.length === 0 ? [] : [text('session.offOther')]),
    ],
    cards: others.map((other, index) =>
      sessionCard(city, other, { number: index + 1, many: others.length }),
    ),
  })
}
