import type { SessionDetails } from '../../activities/session-details.ts'
import type { City } from '../../cities/city.ts'
import type { Transaction } from '../../database/client.ts'
import { notify } from '../../delivery/notify.ts'
import { encodeChoice } from '../choice.ts'
import { reply, type Text, text } from '../reply.ts'

/** What is otherwise than when people signed up. */
export type SessionChange =
  /** It begins at another time than it was to. */
  | { readonly kind: 'start'; readonly before: Date }
  | { readonly kind: 'end' }
  | { readonly kind: 'place' }

/** Tells everybody who signed up or waits that a session is at another time or place; they may go back on it. */
export async function tellSessionMoved(
  tx: Transaction,
  moved: {
    readonly session: SessionDetails
    readonly change: SessionChange
    readonly city: Pick<City, 'timeZone'>
    readonly now: Date
  },
): Promise<number> {
  const { session, change, city, now } = moved
  const signups = await tx.signup.findMany({
    where: { sessionId: session.id, status: { in: ['going', 'offered', 'waiting'] } },
    orderBy: { id: 'asc' },
    select: { personId: true },
  })
  const said = reply({
    paragraphs: [noticeOf(session, change, city.timeZone), text('session.movedStay')],
    choices: [
      {
        label: text('reminder.choice.cannot'),
        value: encodeChoice({ kind: 'cancelSignup', sessionId: session.id }),
      },
    ],
  })
  for (const { personId } of signups) await notify(tx, { personId, replies: [said], now })
  return signups.length
}

function noticeOf(session: SessionDetails, change: SessionChange, timeZone: string): Text {
  const moment = (at: Date) => ({ kind: 'moment', at: at.toISOString(), timeZone }) as const
  const about = {
    title: { kind: 'either', ...session.title },
    moment: moment(session.startsAt),
  } as const
  switch (change.kind) {
    case 'start':
      return text('session.movedNotice', { ...about, before: moment(change.before) })
    case 'end':
      return text('session.endNotice', { ...about, until: moment(session.endsAt) })
    case 'place': {
      const { name, address } = session.place
      const place = [name, address].filter((part) => part !== '').join(', ')
      return session.isOnline
        ? text('session.onlineNotice', about)
        : text('session.placeNotice', { ...about, place })
    }
  }
}
