import type { Database } from '../../src/database/client.ts'
import { testNow } from './clock.ts'

/** What each database has given out: files share this module. */
const takenIn = new WeakMap<Database, string[]>()

/** A session of the demo city that begins so many hours after `testNow`, empty, a new one each time. */
export async function sessionWith(
  db: Database,
  { places = 5, inHours = 72 }: { readonly places?: number; readonly inHours?: number } = {},
) {
  const startsAt = new Date(testNow.getTime() + inHours * 3_600_000)
  const taken = takenIn.get(db) ?? []
  takenIn.set(db, taken)
  const session = await db.session.findFirstOrThrow({
    where: {
      id: { notIn: taken },
      startsAt: { gt: testNow },
      goingCount: 0,
      activity: { isOnline: false, sessions: { none: { startsAt } } },
    },
    orderBy: { id: 'asc' },
    select: { id: true, code: true, activity: { select: { organisationId: true } } },
  })
  taken.push(session.id)
  const data = { capacity: places, startsAt, endsAt: new Date(startsAt.getTime() + 7_200_000) }
  await db.session.update({ where: { id: session.id }, data, select: { id: true } })
  return {
    sessionId: session.id,
    code: session.code,
    organisationId: session.activity.organisationId,
    ...data,
  }
}
