import type { DatabaseOrTransaction, Transaction } from '../../database/client.ts'
import type { Deps } from '../../deps.ts'
import { type ActingFor, mayActAs, membershipsOf } from '../membership.ts'

/** How long the link in the chat works, in minutes. It works once. */
export const adminLinkMinutes = 15

/** How long somebody stays signed in, in hours: a working day. */
export const adminSessionHours = 8

/** Bytes of chance in a link and in a cookie. */
const tokenBytes = 32

type SessionDeps = Pick<Deps, 'clock' | 'seals' | 'randomBytes'>

const newToken = (deps: Pick<Deps, 'randomBytes'>) =>
  Buffer.from(deps.randomBytes(tokenBytes)).toString('base64url')

const hashOf = (deps: Pick<Deps, 'seals'>, kind: 'link' | 'cookie', token: string) =>
  deps.seals.lookup(`admin-${kind}`, token)

/** Makes the link by which an admin signs in on the coordinator's pages; links not used yet end. */
export async function makeAdminLink(
  tx: Transaction,
  deps: SessionDeps & Pick<Deps, 'siteUrl'>,
  { personId, organisationId }: { readonly personId: string; readonly organisationId: string },
): Promise<string> {
  const token = newToken(deps)
  const createdAt = deps.clock()
  await tx.adminSession.deleteMany({ where: { personId, cookieHash: null } })
  await tx.adminSession.create({
    data: {
      personId,
      organisationId,
      linkHash: hashOf(deps, 'link', token),
      createdAt,
      expiresAt: new Date(createdAt.getTime() + adminLinkMinutes * 60_000),
    },
    select: { id: true },
  })
  return `${deps.siteUrl}/admin/enter/${token}`
}

/** Whether a link would still let somebody in; looking does not use it. */
export async function isAdminLinkOpen(
  db: DatabaseOrTransaction,
  deps: SessionDeps,
  token: string,
): Promise<boolean> {
  const found = await db.adminSession.count({
    where: { linkHash: hashOf(deps, 'link', token), expiresAt: { gt: deps.clock() } },
  })
  return found === 1
}

/** Signs in by a link, which is used by it. Gives what goes in the cookie; null when the link is over. */
export async function enterByLink(
  db: DatabaseOrTransaction,
  deps: SessionDeps,
  token: string,
): Promise<string | null> {
  const cookie = newToken(deps)
  const now = deps.clock()
  const { count } = await db.adminSession.updateMany({
    where: { linkHash: hashOf(deps, 'link', token), expiresAt: { gt: now } },
    data: {
      linkHash: null,
      cookieHash: hashOf(deps, 'cookie', cookie),
      expiresAt: new Date(now.getTime() + adminSessionHours * 3_600_000),
    },
  })
  return count === 1 ? cookie : null
}

/** Who is at work on the pages, and for whom. */
export interface SignedInAdmin {
  readonly personId: string
  readonly actingFor: ActingFor
  /** Proves that a form was on a page of this session. */
  readonly formToken: string
}

/**
 * Finds who a cookie is of. The right is asked after at every request: who is no admin of the
 * organisation any more is let out at once.
 */
export async function findAdmin(
  db: DatabaseOrTransaction,
  deps: SessionDeps,
  cookie: string,
): Promise<SignedInAdmin | null> {
  const session = await db.adminSession.findUnique({
    where: { cookieHash: hashOf(deps, 'cookie', cookie) },
    select: {
      personId: true,
      organisationId: true,
      expiresAt: true,
      person: { select: { erasingSince: true } },
    },
  })
  if (session === null || session.expiresAt <= deps.clock()) return null
  if (session.person.erasingSince !== null) return null
  const { personId, organisationId } = session
  const own = (await membershipsOf(db, personId)).find(
    (membership) => membership.organisationId === organisationId && mayActAs(membership, 'admin'),
  )
  if (own === undefined) return null
  return {
    personId,
    actingFor: own,
    formToken: deps.seals.lookup('admin-form', cookie),
  }
}

/** Ends a session; ending it again changes nothing. */
export async function signOut(
  db: DatabaseOrTransaction,
  deps: Pick<Deps, 'seals'>,
  cookie: string,
): Promise<void> {
  await db.adminSession.deleteMany({ where: { cookieHash: hashOf(deps, 'cookie', cookie) } })
}
