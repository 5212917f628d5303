import { fromJwk, type Multikey } from '@digitalbazaar/ed25519-multikey'
import { z } from 'zod'

/** What 1EdTech's validator accepts for JWTs, and what every verifier knows (OB 3.0, section 8.2). */
export const signingAlgorithm = 'RS256'

/** Of embedded `eddsa-rdfc-2022` proofs, which wallets look for (JOSE name, RFC 8037). */
export const proofAlgorithm = 'EdDSA'

/** The public part of a key for JWTs as it is stored (RFC 7517). */
export const publicJwk = z.object({
  kty: z.literal('RSA'),
  n: z.string(),
  e: z.string(),
  alg: z.literal(signingAlgorithm),
  use: z.literal('sig'),
})
export type PublicJwk = z.infer<typeof publicJwk>

/** The public part of a key for embedded proofs as it is stored (RFC 8037). */
export const publicProofJwk = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  alg: z.literal(proofAlgorithm),
  use: z.literal('sig'),
})
export type PublicProofJwk = z.infer<typeof publicProofJwk>

/** The public part of any key of ours. */
export const anyPublicJwk = z.discriminatedUnion('kty', [publicJwk, publicProofJwk])
export type AnyPublicJwk = z.infer<typeof anyPublicJwk>

/** The address at which a key is published: its `kid`, or the `verificationMethod` of a proof. */
export const kidOf = (siteUrl: string, keyId: string): string => `${siteUrl}/keys/${keyId}`

/** The address of an organisation as an issuer: its page, its profile, and what lists its keys. */
export const issuerAddress = (siteUrl: string, organisationId: string): string =>
  `${siteUrl}/issuers/${organisationId}`

/** Writes an Ed25519 key as a Multikey (W3C Controlled Identifiers 1.0, section 2.2.2). */
export async function multikeyOf(
  { kty, crv, x }: PublicProofJwk,
  names: { readonly id: string; readonly controller: string },
): Promise<Multikey & { readonly '@context': string }> {
  const keyPair = await fromJwk({ jwk: { kty, crv, x } })
  const { publicKeyMultibase } = await keyPair.export({ publicKey: true })
  return {
    '@context': 'https://w3id.org/security/multikey/v1',
    ...names,
    type: 'Multikey',
    publicKeyMultibase,
  }
}
