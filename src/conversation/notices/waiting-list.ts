import { lookAtWaitingListAt } from '../../activities/look-at-waiting-list.ts'
import { type MovedWaitingList, moveWaitingList } from '../../activities/waiting-list.ts'
import type { Database, Transaction } from '../../database/client.ts'
import { notify } from '../../delivery/notify.ts'
import { encodeChoice } from '../choice.ts'
import { type Reply, reply, text } from '../reply.ts'

/**
 * Lets a waiting list move up, tells whom it concerns, and looks again when a held place lapses or
 * the quiet hours end.
 */
export async function tellWaitingList(
  tx: Transaction,
  sessionId: string,
  now: Date,
): Promise<void> {
  const moved = await moveWaitingList(tx, sessionId, now)
  if (moved === null) return
  for (const offer of moved.offered) {
    await notify(tx, {
      personId: offer.personId,
      replies: [offeredReply(moved, offer.heldUntil)],
      now,
    })
  }
  for (const personId of moved.lapsed) {
    await notify(tx, { personId, replies: [lapsedReply(moved)], now })
  }
  if (moved.lookAgainAt === null) return
  await lookAtWaitingListAt(tx, { sessionId, now, runAt: moved.lookAgainAt })
}

/** Lets every waiting list of an activity move up, such as when it has more places now. */
export async function tellWaitingListsOf(
  tx: Transaction,
  activityId: string,
  now: Date,
): Promise<void> {
  const sessions = await tx.session.findMany({
    where: { activityId, startsAt: { gt: now }, signups: { some: { status: 'waiting' } } },
    orderBy: { id: 'asc' },
    select: { id: true },
  })
  for (const { id } of sessions) await tellWaitingList(tx, id, now)
}

/** The task itself: what a waiting list needs at this moment. */
export async function lookAtWaitingList(db: Database, sessionId: string, now: Date): Promise<void> {
  await db.$transaction((tx) => tellWaitingList(tx, sessionId, now))
}

function offeredReply({ session, timeZone }: MovedWaitingList, heldUntil: Date): Reply {
  const moment = (at: Date) => ({ kind: 'moment', at: at.toISOString(), timeZone }) as const
  return reply({
    paragraphs: [
      text('waiting.offered', {
        title: { kind: 'either', ...session.title },
        moment: moment(session.startsAt),
      }),
      text('waiting.held', { until: moment(heldUntil) }),
    ],
    choices: [
      {
        label: text('waiting.choice.take'),
        value: encodeChoice({ kind: 'acceptPlace', id: session.id }),
      },
      {
        label: text('waiting.choice.leave'),
        value: encodeChoice({ kind: 'cancelSignup', sessionId: session.id }),
      },
    ],
  })
}

function lapsedReply({ session }: MovedWaitingList): Reply {
  return reply({
    paragraphs: [text('waiting.lapsed', { title: { kind: 'either', ...session.title } })],
    choices: [
      {
        label: text('waiting.choice.again'),
        value: encodeChoice({ kind: 'waitFor', id: session.id }),
      },
    ],
  })
}
