import type { Transaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { audit } from './audit.ts'

/** Whose membership ends, and who ends it: the person or an admin. */
export interface EndedMembership {
  readonly membershipId: string
  readonly organisationId: string
  readonly endedById: string
}

export type EndMembershipOutcome =
  | { readonly kind: 'ended'; readonly personId: string }
  | { readonly kind: 'notAMember' }

/** Ends a membership: the person may not act for the organisation from now on. */
export async function endMembership(
  tx: Transaction,
  deps: Pick<Deps, 'clock' | 'seals'>,
  { membershipId: id, organisationId, endedById }: EndedMembership,
): Promise<EndMembershipOutcome> {
  const ended = await tx.membership.updateMany({
    where: { id, organisationId, endedAt: null },
    data: { endedAt: deps.clock() },
  })
  if (ended.count === 0) return { kind: 'notAMember' }
  const { personId } = await tx.membership.findUniqueOrThrow({
    where: { id },
    select: { personId: true },
  })
  await audit(tx, deps, {
    actorId: endedById,
    organisationId,
    action: 'membership.ended',
    subjectType: 'person',
    subjectId: personId,
  })
  return { kind: 'ended', personId }
}

/** The organisations of which a person is the only admin, by name. */
export async function onlyAdminOf(tx: Transaction, personId: string): Promise<readonly string[]> {
  const rows = await tx.organisation.findMany({
    where: {
      leftAt: null,
      memberships: {
        some: { personId, role: 'admin', endedAt: null },
        none: { personId: { not: personId }, role: 'admin', endedAt: null },
      },
    },
    orderBy: { name: 'asc' },
    select: { name: true },
  })
  return rows.map(({ name }) => name)
}

/** Tells whether a person is the only admin left; two who ask at once are answered one after the other. */
export async function isLastAdmin(
  tx: Transaction,
  { organisationId, personId }: { readonly organisationId: string; readonly personId: string },
): Promise<boolean> {
  await tx.$executeRaw`SELECT 1 FROM "Organisation" WHERE id = ${organisationId}::uuid FOR UPDATE`
  const admins = await tx.membership.findMany({
    where: { organisationId, role: 'admin', endedAt: null },
    select: { personId: true },
  })
  return admins.length === 1 && admins[0]?.personId === personId
}
