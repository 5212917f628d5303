import type { DatabaseOrTransaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { kidOf, type PublicJwk, publicJwk } from './key-ring.ts'

/** A public key with the address at which it is published. */
export type PublishedJwk = PublicJwk & { readonly kid: string }

type Site = Pick<Deps, 'siteUrl'>

/** The public part of one key, as its `kid` address answers it; null when there is no such key. */
export async function publishedKey(
  db: DatabaseOrTransaction,
  { siteUrl }: Site,
  keyId: string,
): Promise<PublishedJwk | null> {
  const key = await db.signingKey.findUnique({ where: { id: keyId }, select: { publicJwk: true } })
  return key === null ? null : { ...publicJwk.parse(key.publicJwk), kid: kidOf(siteUrl, keyId) }
}

/**
 * All public keys, retired ones included, so that old badges can be verified: a JWK Set (RFC 7517,
 * section 5). A compromised key is left out.
 */
export async function publishedKeys(
  db: DatabaseOrTransaction,
  { siteUrl }: Site,
): Promise<{ readonly keys: readonly PublishedJwk[] }> {
  const keys = await db.signingKey.findMany({
    where: { status: { not: 'compromised' } },
    orderBy: { id: 'asc' },
    select: { id: true, publicJwk: true },
  })
  return {
    keys: keys.map((key) => ({ ...publicJwk.parse(key.publicJwk), kid: kidOf(siteUrl, key.id) })),
  }
}
