import type { DatabaseOrTransaction } from '../database/client.ts'

/** An organisation that a person may act for. */
export interface ActingFor {
  readonly organisationId: string
  readonly organisationName: string
  readonly cityId: string
  readonly role: 'worker' | 'admin'
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
      organisation: { select: { name: true, cityId: true } },
    },
  })
  return memberships.map(({ organisationId, role, organisation }) => ({
    organisationId,
    organisationName: organisation.name,
    cityId: organisation.cityId,
    role,
  }))
}
