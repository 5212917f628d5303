import type { DatabaseOrTransaction } from '../database/client.ts'
import { type OfficeHour, openingAt, usualHours } from './office-hours.ts'

/** A person of an organisation who can be asked now, or when there will be one. */
export type WhoAnswers =
  | {
      readonly kind: 'open'
      readonly organisationId: string
      readonly organisationName: string
      /** Those who can be told, the asker left out. */
      readonly workers: readonly string[]
    }
  | { readonly kind: 'closed'; readonly organisationName: string; readonly opensAt: Date }
  /** Nobody works here who can be reached. */
  | { readonly kind: 'nobody' }

/**
 * Who answers a learner who asks for a person: the organisation of their latest sign-up, which knows
 * them, or else the city's own team; of these the first that is open and has somebody to reach.
 * Hours that an organisation has not said are the city team's, or else {@link usualHours}.
 */
export async function whoAnswers(
  db: DatabaseOrTransaction,
  asked: {
    readonly personId: string
    readonly cityId: string
    readonly timeZone: string
    readonly now: Date
  },
): Promise<WhoAnswers> {
  const { personId, cityId, timeZone, now } = asked
  const latest = await db.signup.findFirst({
    where: { personId, session: { activity: { organisation: { cityId } } } },
    orderBy: { changedAt: 'desc' },
    select: { session: { select: { activity: { select: { organisationId: true } } } } },
  })
  const latestId = latest?.session.activity.organisationId
  const organisations = await db.organisation.findMany({
    where: {
      leftAt: null,
      OR: [{ cityId, isCity: true }, ...(latestId === undefined ? [] : [{ id: latestId }])],
    },
    orderBy: { isCity: 'asc' },
    select: {
      id: true,
      name: true,
      isCity: true,
      officeHours: { select: { weekday: true, fromTime: true, untilTime: true } },
      memberships: {
        where: {
          endedAt: null,
          personId: { not: personId },
          person: { stoppedAt: null, identities: { some: { unreachableAt: null } } },
        },
        orderBy: { since: 'asc' },
        select: { personId: true },
      },
    },
  })
  const cityHours = organisations.find(({ isCity }) => isCity)?.officeHours ?? []
  const usual = cityHours.length > 0 ? cityHours : usualHours
  const staffed = organisations
    .filter(({ memberships }) => memberships.length > 0)
    .map((each) => ({ ...each, ...openingAt(hoursOf(each.officeHours, usual), now, timeZone) }))
  const open = staffed.find(({ openNow }) => openNow)
  if (open !== undefined) {
    return {
      kind: 'open',
      organisationId: open.id,
      organisationName: open.name,
      workers: open.memberships.map((member) => member.personId),
    }
  }
  const [next] = staffed
    .flatMap(({ name, opensAt }) => (opensAt === null ? [] : [{ name, opensAt }]))
    .toSorted((one, other) => one.opensAt.getTime() - other.opensAt.getTime())
  return next === undefined
    ? { kind: 'nobody' }
    : { kind: 'closed', organisationName: next.name, opensAt: next.opensAt }
}

const hoursOf = (own: readonly OfficeHour[], usual: readonly OfficeHour[]) =>
  own.length > 0 ? own : usual
