import { createHash } from 'node:crypto'
import { mustWaitUntil, noteWrongCode } from '../activities/wrong-codes.ts'
import type { DatabaseOrTransaction, Transaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { adoptCity } from '../learners/adopt-city.ts'
import { audit } from './audit.ts'

/** How long an invitation can be used. */
export const invitationHours = 72

/** Letters and figures that are not taken for one another. */
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

/** The code as it is compared: capitals and figures only. Only its hash is stored. */
function hashOf(code: string): string {
  const bare = code.toUpperCase().replace(/[^A-Z0-9]/g, '')
  return createHash('sha256').update(`invitation ${bare}`).digest('base64url')
}

/**
 * Makes a single-use invitation to work for an organisation.
 *
 * @returns the code to hand over, such as `K7Q4-M2XR`; it cannot be read back later.
 */
export async function invite(
  db: DatabaseOrTransaction,
  deps: Pick<Deps, 'clock' | 'randomBytes' | 'seals'>,
  invitation: {
    readonly organisationId: string
    readonly role: 'worker' | 'admin'
    /** Who invites; null for the operator. */
    readonly invitedById: string | null
  },
): Promise<{ readonly code: string; readonly expiresAt: Date }> {
  const { organisationId, role, invitedById: actorId } = invitation
  const letters = [...deps.randomBytes(8)].map((byte) => alphabet[byte % alphabet.length])
  const code = `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`
  const now = deps.clock()
  const expiresAt = new Date(now.getTime() + invitationHours * 3_600_000)
  await db.invitation.create({
    data: { codeHash: hashOf(code), organisationId, role, createdAt: now, expiresAt },
    select: { codeHash: true },
  })
  await audit(db, deps, {
    actorId,
    organisationId,
    action: 'invitation.made',
    subjectType: 'organisation',
    subjectId: organisationId,
    reason: role,
  })
  return { code, expiresAt }
}

export type JoinOutcome =
  | { readonly kind: 'joined'; readonly organisationName: string }
  | { readonly kind: 'alreadyMember'; readonly organisationName: string }
  /** No such code, used already, or too old: which one is not told. */
  | { readonly kind: 'unknown' }
  /** Too many wrong codes: this one was not looked at. */
  | { readonly kind: 'wait'; readonly until: Date }

/** Uses an invitation: the person may act for the organisation from now on. */
export async function acceptInvitation(
  tx: Transaction,
  deps: Pick<Deps, 'clock' | 'seals'>,
  acceptance: { readonly personId: string; readonly code: string },
): Promise<JoinOutcome> {
  const now = deps.clock()
  const { personId, code } = acceptance
  // A code makes somebody a worker: who tries many is not let go on.
  const until = await mustWaitUntil(tx, deps, { personId, now })
  if (until !== null) return { kind: 'wait', until }
  const invitation = await tx.invitation.findFirst({
    where: { codeHash: hashOf(code), usedAt: null, expiresAt: { gt: now } },
    select: {
      codeHash: true,
      organisationId: true,
      role: true,
      organisation: { select: { name: true } },
    },
  })
  if (invitation === null) {
    await noteWrongCode(tx, deps, { personId, now })
    return { kind: 'unknown' }
  }
  const { organisationId, role, organisation } = invitation
  const member = await tx.membership.findFirst({
    where: { personId, organisationId, endedAt: null },
    select: { role: true },
  })
  // A worker who is invited as an admin becomes one; nobody is made less by an invitation.
  if (member !== null && (member.role === 'admin' || role === 'worker')) {
    return { kind: 'alreadyMember', organisationName: organisation.name }
  }
  const used = await tx.invitation.updateMany({
    where: { codeHash: invitation.codeHash, usedAt: null },
    data: { usedAt: now, usedById: personId },
  })
  if (used.count === 0) return { kind: 'unknown' }
  await tx.membership.upsert({
    where: { personId_organisationId: { personId, organisationId } },
    create: { personId, organisationId, role, since: now },
    update: { role, since: now, endedAt: null },
    select: { id: true },
  })
  await adoptCity(tx, { personId, organisationId })
  await audit(tx, deps, {
    actorId: personId,
    organisationId,
    action: 'membership.begun',
    subjectType: 'person',
    subjectId: personId,
    reason: role,
  })
  return { kind: 'joined', organisationName: organisation.name }
}
