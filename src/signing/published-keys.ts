import type { DatabaseOrTransaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import {
  type AnyPublicJwk,
  anyPublicJwk,
  issuerAddress,
  kidOf,
  multikeyOf,
  signingAlgorithm,
} from './public-key.ts'

/** A public key with the address at which it is published. */
export type PublishedJwk = AnyPublicJwk & { readonly kid: string }

/** A key that cannot be trusted any more, told without the key itself. */
export interface RevokedKey {
  readonly kid: string
  /** As OpenID Federation 1.0, section 8.7, writes it; seconds since 1970. */
  readonly revoked: { readonly revoked_at: number; readonly reason: 'compromised' }
}

type Site = Pick<Deps, 'siteUrl'>

export type PublishedKeyOutcome =
  /** One bare JWK for JWTs, a Multikey for embedded proofs. */
  | { readonly kind: 'jwk' | 'multikey'; readonly document: object }
  | { readonly kind: 'compromised' }
  | { readonly kind: 'unknown' }

/** One key, as its address answers it. One that was compromised is not given out. */
export async function publishedKey(
  db: DatabaseOrTransaction,
  { siteUrl }: Site,
  keyId: string,
): Promise<PublishedKeyOutcome> {
  const key = await db.signingKey.findUnique({
    where: { id: keyId },
    select: { publicJwk: true, status: true, organisationId: true },
  })
  if (key === null) return { kind: 'unknown' }
  if (key.status === 'compromised') return { kind: 'compromised' }
  const jwk = anyPublicJwk.parse(key.publicJwk)
  const id = kidOf(siteUrl, keyId)
  if (jwk.kty === 'RSA') return { kind: 'jwk', document: { ...jwk, kid: id } }
  const controller = issuerAddress(siteUrl, key.organisationId)
  return { kind: 'multikey', document: await multikeyOf(jwk, { id, controller }) }
}

/**
 * All public keys, retired ones included, so that old badges can be verified: a JWK Set (RFC 7517,
 * section 5). A compromised key is not among `keys`, where software would take it for good, but is
 * named under `revoked_keys`.
 */
export async function publishedKeys(
  db: DatabaseOrTransaction,
  { siteUrl }: Site,
): Promise<{ readonly keys: readonly PublishedJwk[]; readonly revoked_keys?: RevokedKey[] }> {
  const keys = await db.signingKey.findMany({
    orderBy: { id: 'asc' },
    select: { id: true, publicJwk: true, status: true, compromisedAt: true },
  })
  const revoked = keys.flatMap(({ id, status, compromisedAt }): RevokedKey[] =>
    status === 'compromised'
      ? [
          {
            kid: kidOf(siteUrl, id),
            revoked: {
              revoked_at: Math.floor((compromisedAt?.getTime() ?? 0) / 1000),
              reason: 'compromised',
            },
          },
        ]
      : [],
  )
  return {
    keys: keys
      .filter(({ status }) => status !== 'compromised')
      .map((key) => ({ ...anyPublicJwk.parse(key.publicJwk), kid: kidOf(siteUrl, key.id) })),
    ...(revoked.length === 0 ? {} : { revoked_keys: revoked }),
  }
}

/** The keys that an issuer's document lists, so that a key can be bound to its issuer. */
export async function issuerKeys(
  db: DatabaseOrTransaction,
  { siteUrl }: Site,
  organisationId: string,
): Promise<readonly { readonly id: string; readonly jwk: AnyPublicJwk }[]> {
  const keys = await db.signingKey.findMany({
    where: { organisationId, status: { not: 'compromised' } },
    orderBy: { id: 'asc' },
    select: { id: true, publicJwk: true, algorithm: true },
  })
  return keys
    .toSorted((one, other) => rank(one.algorithm) - rank(other.algorithm))
    .map((key) => ({ id: kidOf(siteUrl, key.id), jwk: anyPublicJwk.parse(key.publicJwk) }))
}

/** Keys for JWTs first. */
const rank = (algorithm: string) => (algorithm === signingAlgorithm ? 0 : 1)
