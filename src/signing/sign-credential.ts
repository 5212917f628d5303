import { sign } from 'node:crypto'
import { SignJWT } from 'jose'
import { createProof } from './data-integrity.ts'
import type { SigningKey, SigningKeys } from './key-ring.ts'
import { signingAlgorithm } from './public-key.ts'

/** What is signed: a W3C Verifiable Credential 2.0. */
export interface UnsignedCredential {
  readonly id: string
  readonly issuer: { readonly id: string }
  readonly validFrom: string
  readonly validUntil?: string
  readonly credentialSubject: { readonly id: string }
}

/** The two forms of one credential. */
export interface SignedCredential<Credential> {
  readonly jwt: string
  /** The credential with its embedded proof. */
  readonly document: Credential & { readonly proof: readonly object[] }
}

const seconds = (dateTime: string) => Math.floor(Date.parse(dateTime) / 1000)

/**
 * Signs a credential as a VC-JWT: the payload is the credential itself, without a `vc` wrapper, and
 * the header holds only `alg`, `kid` and `typ` (Open Badges 3.0, section 8.2).
 */
export function signJwt(credential: UnsignedCredential, key: SigningKey): Promise<string> {
  const token = new SignJWT({ ...credential })
    .setProtectedHeader({ alg: signingAlgorithm, kid: key.kid, typ: 'JWT' })
    .setIssuer(credential.issuer.id)
    .setJti(credential.id)
    .setSubject(credential.credentialSubject.id)
    .setNotBefore(seconds(credential.validFrom))
  const { validUntil } = credential
  return (validUntil === undefined ? token : token.setExpirationTime(seconds(validUntil))).sign(
    key.privateKey,
  )
}

/**
 * Signs a credential in both forms: a VC-JWT (RS256) and an embedded `eddsa-rdfc-2022` proof (Open
 * Badges 3.0, section 8.3). Both say the same.
 */
export async function signCredential<Credential extends UnsignedCredential>(
  credential: Credential,
  { jwt: jwtKey, proof: proofKey }: SigningKeys,
): Promise<SignedCredential<Credential>> {
  const signer = {
    id: proofKey.verificationMethod,
    algorithm: 'Ed25519',
    sign: async ({ data }: { readonly data: Uint8Array }) => sign(null, data, proofKey.privateKey),
  }
  const [jwt, proof] = await Promise.all([
    signJwt(credential, jwtKey),
    createProof(credential, signer, new Date(credential.validFrom)),
  ])
  return { jwt, document: { ...credential, proof: [proof] } }
}
