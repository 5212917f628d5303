import { createHash } from 'node:crypto'
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import type { MultikeySigner } from '@digitalbazaar/ed25519-multikey'
import { type Cryptosuite, cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import jsonld from 'jsonld'
import jsonldSignatures from 'jsonld-signatures'
import { z } from 'zod'
import { canonicalForm } from './canonical-form.ts'
import { createDocumentLoader, type DocumentLoader } from './document-loader.ts'

/** An `eddsa-rdfc-2022` Data Integrity proof (W3C VC Data Integrity EdDSA Cryptosuites 1.0). */
export const dataIntegrityProof = z.looseObject({
  type: z.literal('DataIntegrityProof'),
  cryptosuite: z.literal('eddsa-rdfc-2022'),
  created: z.string(),
  verificationMethod: z.string(),
  proofPurpose: z.literal('assertionMethod'),
  proofValue: z.string(),
})
export type DataIntegrityProofDocument = z.infer<typeof dataIntegrityProof>

/** As the library's, with a faster way to the same bytes to sign (EdDSA cryptosuites 1.0, section 3.2.4). */
const signingSuite: Cryptosuite = {
  ...cryptosuite,
  async createVerifyData({ document, proof, documentLoader }) {
    const configuration = { '@context': document['@context'], ...proof }
    const [proofForm, documentForm] = await Promise.all([
      canonicalForm(configuration, { documentLoader }),
      canonicalForm(document, { documentLoader }),
    ])
    return Buffer.concat([sha256(proofForm), sha256(documentForm)])
  },
}

const sha256 = (text: string) => createHash('sha256').update(text).digest()

const { AssertionProofPurpose } = jsonldSignatures.purposes

/**
 * Signs a JSON-LD document with an embedded proof. The document must hold in JSON-LD safe mode.
 *
 * @param signer its `id` becomes the proof's `verificationMethod`.
 * @returns the proof alone, for the caller to put in.
 */
export async function createProof(
  document: object,
  signer: MultikeySigner,
  created: Date,
): Promise<DataIntegrityProofDocument> {
  const suite = new DataIntegrityProof({ cryptosuite: signingSuite, signer, date: created })
  const proof = await suite.createProof({
    document,
    purpose: new AssertionProofPurpose(),
    proofSet: [],
    documentLoader: createDocumentLoader(),
  })
  return dataIntegrityProof.parse(proof)
}

export type ProofOutcome =
  | { readonly kind: 'holds' }
  /** `error` is what the library threw: a changed document, an unknown key, a term nobody defined. */
  | { readonly kind: 'fails'; readonly error: unknown }

/**
 * Verifies the embedded `eddsa-rdfc-2022` proof of a document.
 *
 * @param documentLoader must know the verification method of the proof, and its controller unless that
 * is given: see {@link createDocumentLoader}.
 * @param controller the issuer's document, which must list the key under `assertionMethod`.
 */
export async function verifyProof(
  document: object,
  documentLoader: DocumentLoader,
  controller?: object,
): Promise<ProofOutcome> {
  const { verified, error } = await jsonldSignatures.verify(document, {
    suite: new DataIntegrityProof({ cryptosuite }),
    purpose: new AssertionProofPurpose(controller === undefined ? {} : { controller }),
    documentLoader,
  })
  return verified ? { kind: 'holds' } : { kind: 'fails', error: error ?? null }
}

/**
 * Expands a document in JSON-LD safe mode: every term in it is defined by its contexts.
 *
 * @throws what `jsonld` throws when a term would be dropped, or a context is not known.
 */
export async function expandSafely(
  document: object,
  documentLoader: DocumentLoader = createDocumentLoader(),
): Promise<readonly object[]> {
  return jsonld.expand(document, { documentLoader, safe: true, base: null })
}
