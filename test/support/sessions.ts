import type { Database } from '../../src/database/client.ts'
import { testNow } from './clock.ts'

let taken = 0

/** A session of the demo city that begins so many hours after `testNow`, empty, a new one each time. */
export async function sessionWith(
  db: Database,
  { places = 5, inHours = 72 }: { readonly places?: number; readonly inHours?: number } = {},
) {
  const startsAt = new Date(testNow.getTime() + inHours * 3_600_000)
  const session = await db.session.findFirstOrThrow({
    where: { startsAt: { gt: testNow }, goingCount: 0, activity: { isOnline: false } },
    orderBy: { id: 'asc' },
    skip: taken,
    select: { id: true, code: true, activity: { select: { organisationId: true } } },
  })
  taken += 1
  const data = { capacity: places, startsAt, endsAt: new Date(startsAt.getTime() + 7_200_000) }
  await db.session.update({ where: { id: session.id }, data, select: { id: true } })
  return {
    sessionId: session.id,
    code: session.code,
    organisationId: session.activity.organisationId,
    ...data,
  }
}
