import { enterByLink, makeAdminLink } from '../../../src/organisations/admin/admin-session.ts'
import { makeAdmin } from '../../support/lively-city.ts'
import type { TestSite } from '../support/test-site.ts'

/** An admin of an organisation who is signed in, as a browser sends it. */
export interface SignedIn {
  readonly personId: string
  readonly organisationId: string
  /** The header `Cookie`. */
  readonly cookie: string
}

/** A new admin of an organisation of the demo city, not signed in yet. */
export async function newAdmin(
  { db }: TestSite,
  slug: string,
): Promise<Pick<SignedIn, 'personId' | 'organisationId'>> {
  const personId = await makeAdmin(db, slug)
  const { id: organisationId } = await db.organisation.findFirstOrThrow({ where: { slug } })
  return { personId, organisationId }
}

/** Signs an admin in by the link that the bot would give. */
export async function signIn(site: TestSite, organisationSlug: string): Promise<SignedIn> {
  const admin = await newAdmin(site, organisationSlug)
  const link = await site.db.$transaction((tx) => makeAdminLink(tx, site.deps, admin))
  const token = new URL(link).pathname.split('/').at(-1) ?? ''
  const cookie = await enterByLink(site.db, site.deps, token)
  if (cookie === null) throw new Error('The link does not work')
  return { ...admin, cookie: `stapje-admin=${cookie}` }
}
