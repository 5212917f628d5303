import type { SessionDetails } from '../../activities/session-details.ts'
import type { City } from '../../cities/city.ts'
import type { Transaction } from '../../database/client.ts'
import { notify } from '../../delivery/notify.ts'
import { encodeChoice } from '../choice.ts'
import { reply, text } from '../reply.ts'

/** Tells everybody who signed up or waits that a session is at another time; they may go back on it. */
export async function tellSessionMoved(
  tx: Transaction,
  moved: {
    readonly session: SessionDetails
    /** When it was to begin. */
    readonly before: Date
    readonly city: Pick<City, 'timeZone'>
    readonly now: Date
  },
): Promise<number> {
  const { session, before, city, now } = moved
  const signups = await tx.signup.findMany({
    where: { sessionId: session.id, status: { in: ['going', 'offered', 'waiting'] } },
    orderBy: { id: 'asc' },
    select: { personId: true },
  })
  const { timeZone } = city
  const moment = (at: Date) => ({ kind: 'moment', at: at.toISOString(), timeZone }) as const
  const said = reply({
    paragraphs: [
      text('session.movedNotice', {
        title: { kind: 'either', ...session.title },
        before: moment(before),
        moment: moment(session.startsAt),
      }),
      text('session.movedStay'),
    ],
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
