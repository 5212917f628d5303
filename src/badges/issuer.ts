import type { DatabaseOrTransaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import type { Locale } from '../language/locale.ts'
import { didContext, didWebOf, verificationMethods } from '../signing/controller-document.ts'
import { issuerAddress } from '../signing/public-key.ts'
import { issuerKeys } from '../signing/published-keys.ts'
import { achievementFacts, achievementFields, issuerFacts } from './achievement-facts.ts'
import { achievement, contexts, profile } from './credential.ts'

type Site = Pick<Deps, 'siteUrl'>

/**
 * An organisation as an Open Badges `Profile` of its own, which also lists its keys (W3C Controlled
 * Identifiers 1.0); null when there is none by this id.
 */
export async function issuerProfile(
  db: DatabaseOrTransaction,
  site: Site,
  organisationId: string,
  locale: Locale = 'nl',
): Promise<object | null> {
  const organisation = await db.organisation.findUnique({
    where: { id: organisationId },
    select: achievementFields.organisation.select,
  })
  if (organisation === null) return null
  const facts = profile(site.siteUrl, issuerFacts(organisation, locale))
  const keys = await issuerKeys(db, site, organisationId)
  return {
    // A verifier reads the keys at once from a document that begins as a DID document does.
    '@context': [didContext, ...contexts],
    ...facts,
    alsoKnownAs: [didWebOf(facts.id)],
    ...(await verificationMethods(facts.id, keys)),
  }
}

/** The same organisation as a did:web document, for who resolves DIDs only; null when there is none. */
export async function issuerDidDocument(
  db: DatabaseOrTransaction,
  site: Site,
  organisationId: string,
): Promise<object | null> {
  const organisation = await db.organisation.findUnique({
    where: { id: organisationId },
    select: { id: true },
  })
  if (organisation === null) return null
  const address = issuerAddress(site.siteUrl, organisationId)
  const did = didWebOf(address)
  const keys = await issuerKeys(db, site, organisationId)
  const named = keys.map(({ id, jwk }) => ({ id: `${did}#${id.split('/').at(-1)}`, jwk }))
  return {
    '@context': [didContext, 'https://w3id.org/security/multikey/v1'],
    id: did,
    alsoKnownAs: [address],
    ...(await verificationMethods(did, named)),
  }
}

/** An Open Badges `Achievement` of its own, with its creator; null when there is none by this id. */
export async function achievementDocument(
  db: DatabaseOrTransaction,
  { siteUrl }: Site,
  achievementId: string,
  locale: Locale = 'nl',
): Promise<object | null> {
  const found = await db.achievement.findUnique({
    where: { id: achievementId },
    select: achievementFields,
  })
  if (found === null) return null
  return {
    '@context': [...contexts],
    ...achievement(siteUrl, achievementFacts(found, locale)),
    creator: profile(siteUrl, issuerFacts(found.organisation, locale)),
  }
}
