import type { DatabaseOrTransaction } from '../database/client.ts'

/** An organisation that a person may act for. */
export interface ActingFor {
  readonly organisationId: string
  readonly organisationName: string
  readonly cityId: string
  readonly role: 'worker' | 'admin'
  /** Whether it is the city's own organisation, whose admins are its coordinators. */
  readonly isCity: boolean
}

/**
 * What somebody must be to do something. An admin may do all that a worker may; a coordinator is an admin
 * of the city's own organisation, for what belongs to the whole city.
 */
export type NeededRole = 'worker' | 'admin' | 'coordinator'

/** Tells whether somebody may do what needs a role, for the organisation that they act for. */
export function mayActAs({ role, isCity }: ActingFor, needed: NeededRole): boolean {
  switch (needed) {
    case 'worker':
      return true
    case 'admin':
      return role === 'admin'
    case 'coordinator':
      return role === 'admin' && isCity
  }
}

/**
 * The organisations a person works for now, the longest-standing first. Every worker's command asks
 * here, and acts for nothing else.
 */
export async function membershipsOf(
  db: DatabaseOrTransaction,
  personId: string,
): Promise<readonly ActingFor[]> {
  const memberships = await db.membership.findMany({
    where: { personId, endedAt: null, organisation: { leftAt: null } },
    orderBy: [{ since: 'asc' }, { id: 'asc' }],
    select: {
      organisationId: true,
      role: true,
      organisation: { select: { name: true, cityId: true, isCity: true } },
    },
  })
  return memberships.map(({ organisationId, role, organisation: { name, cityId, isCity } }) => ({
    ...{ organisationId, organisationName: name, role, cityId, isCity },
  }))
}
