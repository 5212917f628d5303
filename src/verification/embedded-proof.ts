import { createHash } from 'node:crypto'
import { importJWK, type JWK } from 'jose'
import jsonld from 'jsonld'
import { z } from 'zod'
import {
  createDocumentLoader,
  type DocumentLoader,
  UnknownDocumentError,
} from '../signing/document-loader.ts'
import { readBase58 } from './keys/multibase.ts'
import { isPlainlyWritten } from './plainly-written.ts'

const proof = z.looseObject({
  type: z.string(),
  cryptosuite: z.string().optional(),
  verificationMethod: z.string().min(1).max(2000),
  proofPurpose: z.string(),
  proofValue: z.string().max(500),
  created: z.string().optional(),
  expires: z.string().optional(),
})

/** A proof inside a document (W3C Verifiable Credential Data Integrity 1.0). */
export type EmbeddedProof = z.infer<typeof proof> & { readonly suite: ProofSuite }

type ProofSuite = 'eddsa-rdfc-2022' | 'ecdsa-rdfc-2019' | 'Ed25519Signature2020'

export type FoundProof =
  | { readonly kind: 'found'; readonly proof: EmbeddedProof }
  | { readonly kind: 'none' }
  /** There is a proof, of a kind that we cannot check. */
  | { readonly kind: 'unknown' }

type Document = Readonly<Record<string, unknown>>

/** Finds the first proof in a document of a kind that can be checked. */
export function findProof(document: Document): FoundProof {
  const proofs = document.proof === undefined ? [] : [document.proof].flat()
  for (const candidate of proofs.slice(0, 10)) {
    const parsed = proof.safeParse(candidate)
    const suite = parsed.success ? suiteOf(parsed.data) : null
    if (parsed.success && suite !== null) {
      return { kind: 'found', proof: { ...parsed.data, suite } }
    }
  }
  return { kind: proofs.length === 0 ? 'none' : 'unknown' }
}

function suiteOf({ type, cryptosuite, ...rest }: z.infer<typeof proof>): ProofSuite | null {
  // A chain of proofs says that this one covers others too.
  if ('previousProof' in rest) return null
  if (type === 'Ed25519Signature2020') return type
  if (type !== 'DataIntegrityProof') return null
  return cryptosuite === 'eddsa-rdfc-2022' || cryptosuite === 'ecdsa-rdfc-2019' ? cryptosuite : null
}

export type ProofOutcome =
  | 'holds'
  | 'broken'
  | 'unsuitable'
  | 'purpose'
  | 'expired'
  | 'rewritten'
  | 'terms-undefined'
  | 'context-unknown'
  | 'too-complex'

/** Poisoned documents are made to take for ever. */
const canonizeMilliseconds = 3000

/**
 * Verifies an embedded proof. The three suites differ in key and hash only: the canonical forms of the
 * proof's options and of the document are hashed, joined, and signed (vc-di-eddsa 1.0, section 3.2;
 * vc-di-ecdsa 1.0, section 3.2).
 *
 * @param documentLoader knows the contexts; unless given otherwise, the bundled ones and no others.
 */
export async function verifyEmbeddedProof(
  document: Document,
  found: EmbeddedProof,
  keys: readonly JWK[],
  now: Date,
  documentLoader: DocumentLoader = createDocumentLoader(),
): Promise<ProofOutcome> {
  if (found.proofPurpose !== 'assertionMethod') return 'purpose'
  if (found.expires !== undefined && !(Date.parse(found.expires) > now.getTime())) return 'expired'
  if (!isPlainlyWritten({ ...document, proof: null })) return 'rewritten'
  const first = keys.find((key) => fits(found.suite, key))
  if (first === undefined) return 'unsuitable'
  const usable = keys.filter(({ kty, crv }) => kty === first.kty && crv === first.crv)
  const { proof: _, ...unsigned } = document
  const { proofValue, suite: __, ...options } = found
  const algorithm = first.crv === 'P-384' ? 'sha384' : 'sha256'
  const hashes: Buffer[] = []
  for (const part of [{ ...options, '@context': document['@context'] }, unsigned]) {
    const canonical = await canonize(part, algorithm, documentLoader)
    if (canonical.kind === 'fault') return canonical.code
    hashes.push(createHash(algorithm).update(canonical.text).digest())
  }
  const signature = readBase58(proofValue)
  if (signature === null) return 'broken'
  const data = Buffer.concat(hashes)
  const checks = await Promise.all(usable.map((key) => isSignedBy(key, data, signature)))
  return checks.includes(true) ? 'holds' : 'broken'
}

function fits(suite: ProofSuite, { kty, crv }: JWK): boolean {
  if (suite === 'ecdsa-rdfc-2019') return kty === 'EC' && (crv === 'P-256' || crv === 'P-384')
  return kty === 'OKP' && crv === 'Ed25519'
}

async function isSignedBy(key: JWK, data: Buffer, signature: Uint8Array): Promise<boolean> {
  const ecdsa = key.crv === 'P-384' ? 'ES384' : 'ES256'
  const hash = key.crv === 'P-384' ? 'SHA-384' : 'SHA-256'
  try {
    const imported = await importJWK(key, key.kty === 'OKP' ? 'EdDSA' : ecdsa)
    if (imported instanceof Uint8Array) return false
    const name = key.kty === 'OKP' ? { name: 'Ed25519' } : { name: 'ECDSA', hash }
    return await crypto.subtle.verify(
      name,
      imported,
      new Uint8Array(signature),
      new Uint8Array(data),
    )
  } catch {
    // Not a point of its curve, or a signature of another length.
    return false
  }
}

type Canonical =
  | { readonly kind: 'canonical'; readonly text: string }
  | {
      readonly kind: 'fault'
      readonly code: 'terms-undefined' | 'context-unknown' | 'too-complex'
    }

async function canonize(
  document: object,
  messageDigestAlgorithm: 'sha256' | 'sha384',
  documentLoader: DocumentLoader,
): Promise<Canonical> {
  const signal = AbortSignal.timeout(canonizeMilliseconds)
  try {
    const text = await jsonld.canonize(document, {
      documentLoader,
      safe: true,
      base: null,
      format: 'application/n-quads',
      canonizeOptions: { messageDigestAlgorithm, maxWorkFactor: 1, signal },
    })
    return { kind: 'canonical', text }
  } catch (error) {
    return { kind: 'fault', code: canonizeFault(error) }
  }
}

function canonizeFault(error: unknown): 'terms-undefined' | 'context-unknown' | 'too-complex' {
  if (!(error instanceof Error)) return 'terms-undefined'
  if (isUnknownDocument(error)) return 'context-unknown'
  // The canonizer throws plain errors, for its limits only; the JSON-LD processor has its own kind.
  return error.name === 'Error' || error.name === 'AbortError' ? 'too-complex' : 'terms-undefined'
}

function isUnknownDocument(error: unknown): boolean {
  if (error instanceof UnknownDocumentError) return true
  const details = z
    .looseObject({ details: z.looseObject({ cause: z.unknown().optional() }) })
    .safeParse(error)
  return details.success && isUnknownDocument(details.data.details.cause)
}
