import type { PhoneOwner } from '../bots/simulator/phones.ts'
import type { Database } from '../src/database/client.ts'
import type { Seals } from '../src/signing/seals.ts'

/** What people try to get during the run. */
export interface PreparedCity {
  /** A session with a place for everybody. */
  readonly openSession: string
  /** A session with few places. */
  readonly smallSession: string
  readonly achievementId: string
}

/** Places of the session that many want to go to. */
export const fewPlaces = 5

const organisationSlug = 'buurthuis-de-kade'
const dayMilliseconds = 86_400_000

/** Adds two sessions of the demo organisation to sign up for, and finds its badge. */
export async function prepareCity(db: Database, now: Date): Promise<PreparedCity> {
  const { id: activityId } = await db.activity.findFirstOrThrow({
    where: { organisation: { slug: organisationSlug } },
    orderBy: { slug: 'asc' },
    select: { id: true },
  })
  const addSession = async (days: number, capacity: number) => {
    const startsAt = new Date(now.getTime() + days * dayMilliseconds)
    const { id } = await db.session.create({
      data: {
        activityId,
        startsAt,
        endsAt: new Date(startsAt.getTime() + 3_600_000),
        capacity,
        code: `CHAOS${days}`,
      },
      select: { id: true },
    })
    return id
  }
  const { id: achievementId } = await db.achievement.findFirstOrThrow({
    where: { slug: 'eerste-stap', organisation: { slug: organisationSlug } },
    select: { id: true },
  })
  return {
    openSession: await addSession(20, 10_000),
    smallSession: await addSession(21, fewPlaces),
    achievementId,
  }
}

/** Makes somebody who wrote already a worker of the demo organisation. */
export async function makeWorker(db: Database, seals: Seals, owner: PhoneOwner, now: Date) {
  const { personId } = await findPerson(db, seals, owner)
  const organisation = await db.organisation.findFirstOrThrow({
    where: { slug: organisationSlug },
    select: { id: true },
  })
  await db.membership.create({
    data: { personId, organisationId: organisation.id, role: 'worker', since: now },
    select: { id: true },
  })
}

/** The person and the app behind a phone. */
export async function findPerson(db: Database, seals: Seals, { channel, address }: PhoneOwner) {
  const { id, personId, person } = await db.channelIdentity.findUniqueOrThrow({
    where: {
      channel_addressLookup: { channel, addressLookup: seals.lookup(channel, address) },
    },
    select: { id: true, personId: true, person: { select: { learnerCode: true } } },
  })
  return { identityId: id, personId, learnerCode: person.learnerCode }
}
