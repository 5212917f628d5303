import { compactVerify, errors, importJWK, type JWK } from 'jose'
import type { Jwt, JwtAlgorithm } from './files/jwt.ts'

/** How a signature looked with the keys of its issuer. */
export type SignatureOutcome = 'holds' | 'broken' | 'unsuitable'

/** The one kind of key that each algorithm takes: a public key is never used as a shared secret. */
const keyTypes: Readonly<Record<JwtAlgorithm, Pick<JWK, 'kty' | 'crv'>>> = {
  RS256: { kty: 'RSA' },
  ES256: { kty: 'EC', crv: 'P-256' },
  EdDSA: { kty: 'OKP', crv: 'Ed25519' },
}

/** Verifies a token with the keys of its issuer; one of them must fit. */
export async function verifyJwt(jwt: Jwt, keys: readonly JWK[]): Promise<SignatureOutcome> {
  const outcomes = await Promise.all(keys.map((key) => verifyWithKey(jwt, key)))
  if (outcomes.includes('holds')) return 'holds'
  return outcomes.includes('broken') ? 'broken' : 'unsuitable'
}

async function verifyWithKey({ text, algorithm }: Jwt, key: JWK): Promise<SignatureOutcome> {
  const { kty, crv } = keyTypes[algorithm]
  if (key.kty !== kty || key.crv !== crv) return 'unsuitable'
  if (key.alg !== undefined && key.alg !== algorithm) return 'unsuitable'
  if (key.use !== undefined && key.use !== 'sig') return 'unsuitable'
  try {
    await compactVerify(text, await importJWK(key, algorithm), { algorithms: [algorithm] })
    return 'holds'
  } catch (error) {
    // Anything else than a signature that does not fit is a key that cannot be used: too short, broken.
    return error instanceof errors.JWSSignatureVerificationFailed ? 'broken' : 'unsuitable'
  }
}
