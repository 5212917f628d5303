import type { JWK } from 'jose'
import type { SafeFetch } from '../http/safe-fetch.ts'
import { findProof, type ProofOutcome, verifyEmbeddedProof } from './embedded-proof.ts'
import type { Jwt } from './files/jwt.ts'
import { findIssuerKeys, type IssuerKeys, type WantedKey } from './keys/find-issuer-keys.ts'
import type { Step } from './report.ts'
import { verifyJwt } from './signatures.ts'

/** A credential with what secures it: a signed token around it, or a proof inside. */
export interface Secured {
  /** The token; null for a document with a proof of its own. */
  readonly jwt: Jwt | null
  readonly document: Readonly<Record<string, unknown>>
}

/** What checking needs: where to read, and the time. */
export interface CheckContext {
  readonly fetch: SafeFetch
  readonly now: Date
}

/**
 * Binds the key to the issuer and verifies the signature with it: the steps issuer, key and signature,
 * as far as they are come to.
 */
export async function checkSignature(
  context: CheckContext,
  { jwt, document }: Secured,
  issuerId: string,
): Promise<readonly Step[]> {
  if (jwt !== null) {
    const keys = await findIssuerKeys(context.fetch, issuerId, jwt)
    if (keys.kind !== 'found') return keyTrouble(keys)
    return signatureSteps(await verifyJwt(jwt, keys.keys))
  }
  const found = findProof(document)
  if (found.kind === 'none') return [{ step: 'format', outcome: 'fault', code: 'no-signature' }]
  if (found.kind === 'unknown') {
    return [named, { step: 'signature', outcome: 'notChecked', code: 'proof-unknown' }]
  }
  const { proof } = found
  const wanted: WantedKey = { keyId: proof.verificationMethod, embeddedKey: null }
  const keys = await findIssuerKeys(context.fetch, issuerId, wanted)
  if (keys.kind !== 'found') return keyTrouble(keys)
  return proofSteps(document, proof, keys.keys, context.now)
}

const named: Step = { step: 'issuer', outcome: 'ok', code: 'named' }
const keyOfIssuer: Step = { step: 'key', outcome: 'ok', code: 'of-issuer' }

function keyTrouble(keys: Exclude<IssuerKeys, { kind: 'found' }>): readonly Step[] {
  switch (keys.kind) {
    case 'notAnAddress':
      return [{ step: 'issuer', outcome: 'fault', code: 'not-an-address' }]
    case 'methodUnknown':
      return [{ step: 'issuer', outcome: 'notChecked', code: 'method-unknown' }]
    case 'unreachable':
      return [named, { step: 'key', outcome: 'notChecked', code: 'unreachable' }]
    case 'notOfIssuer':
      return [named, { step: 'key', outcome: 'fault', code: 'not-of-issuer' }]
  }
}

/** Verifies a proof with the keys of its issuer: the steps issuer, key and signature. */
export async function proofSteps(
  document: Secured['document'],
  proof: Parameters<typeof verifyEmbeddedProof>[1],
  keys: readonly JWK[],
  now: Date,
): Promise<readonly Step[]> {
  return signatureSteps(await verifyEmbeddedProof(document, proof, keys, now))
}

function signatureSteps(outcome: ProofOutcome): readonly Step[] {
  switch (outcome) {
    case 'unsuitable':
      return [named, { step: 'key', outcome: 'fault', code: 'unsuitable' }]
    case 'holds':
      return [named, keyOfIssuer, { step: 'signature', outcome: 'ok', code: outcome }]
    case 'context-unknown':
    case 'too-complex':
      return [named, keyOfIssuer, { step: 'signature', outcome: 'notChecked', code: outcome }]
    default:
      return [named, keyOfIssuer, { step: 'signature', outcome: 'fault', code: outcome }]
  }
}
