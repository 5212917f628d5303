import { SignJWT } from 'jose'
import type { OpenBadgeCredential } from '../badges/credential.ts'
import { type SigningKey, signingAlgorithm } from './key-ring.ts'

const seconds = (dateTime: string) => Math.floor(Date.parse(dateTime) / 1000)

/**
 * Signs a credential as a VC-JWT: the payload is the credential itself, without a `vc` wrapper, and
 * the header holds only `alg`, `kid` and `typ` (Open Badges 3.0, section 8.2).
 */
export function signCredential(credential: OpenBadgeCredential, key: SigningKey): Promise<string> {
  return new SignJWT({ ...credential })
    .setProtectedHeader({ alg: signingAlgorithm, kid: key.kid, typ: 'JWT' })
    .setIssuer(credential.issuer.id)
    .setJti(credential.id)
    .setSubject(credential.credentialSubject.id)
    .setNotBefore(seconds(credential.validFrom))
    .sign(key.privateKey)
}
