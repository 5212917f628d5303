import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createDocumentLoader } from '../../src/signing/document-loader.ts'
import { findProof, verifyEmbeddedProof } from '../../src/verification/embedded-proof.ts'
import { keysOfDid } from '../../src/verification/keys/did.ts'
import { testNow } from '../support/clock.ts'
import { credentialBy } from './support/credentials.ts'
import { type Document, didKeyIssuer } from './support/issuers.ts'

const fixture = (name: string): Document =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/proofs', `${name}.json`), 'utf8'))

/** The context of W3C's examples says no more than this of the terms in them. */
const examples = createDocumentLoader(
  new Map([
    [
      'https://www.w3.org/ns/credentials/examples/v2',
      { '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' } },
    ],
  ]),
)

async function outcomeOf(document: Document, loader = createDocumentLoader()) {
  const found = findProof(document)
  if (found.kind !== 'found') return found.kind
  const did = found.proof.verificationMethod.split('#')[0] ?? ''
  const keys = keysOfDid(did).map(({ jwk }) => jwk)
  return verifyEmbeddedProof(document, found.proof, keys, testNow, loader)
}

describe('a proof that another program made', () => {
  it.each(['ecdsa-rdfc-2019-p256', 'ecdsa-rdfc-2019-p384', 'ed25519-signature-2020'])(
    'holds (%s), and not once a word is changed',
    async (name) => {
      const document = fixture(name)
      expect(await outcomeOf(document, examples)).toBe('holds')
      expect(await outcomeOf({ ...document, name: 'Professor' }, examples)).toBe('broken')
    },
  )

  it('holds for eddsa-rdfc-2022, made by the library that signs our own', async () => {
    const issuer = await didKeyIssuer()
    const document = await issuer.embed(credentialBy(issuer.id))
    expect(await outcomeOf(document)).toBe('holds')
    expect(await outcomeOf({ ...document, validFrom: '2020-01-01T00:00:00Z' })).toBe('broken')
  })
})

describe('the same statements written in another way', () => {
  it('are not taken for what was signed: a status can hide under its full address', async () => {
    const issuer = await didKeyIssuer()
    const credentialStatus = { id: 'https://a.example/list', type: '1EdTechRevocationList' }
    const signed = await issuer.embed(
      credentialBy(issuer.id, {
        '@context': [
          'https://www.w3.org/ns/credentials/v2',
          'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
          'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
        ],
        credentialStatus,
      }),
    )
    expect(await outcomeOf(signed)).toBe('holds')
    const { credentialStatus: _, ...rest } = signed
    const hidden = {
      ...rest,
      'https://www.w3.org/2018/credentials#credentialStatus': credentialStatus,
    }
    expect(await outcomeOf(hidden)).toBe('rewritten')
    const redefined = { ...signed, '@context': [...[signed['@context']].flat(), { name: null }] }
    expect(await outcomeOf(redefined)).toBe('rewritten')
    expect(await outcomeOf({ ...signed, '@included': [{ id: 'urn:x' }] })).toBe('rewritten')
  })
})

describe('what cannot be told', () => {
  it('is said: a context that is not known, a proof of another kind', async () => {
    const issuer = await didKeyIssuer()
    const signed = await issuer.embed(credentialBy(issuer.id))
    const contexts = [...[signed['@context']].flat(), 'https://elsewhere.example/context.json']
    expect(await outcomeOf({ ...signed, '@context': contexts })).toBe('context-unknown')
    const other = { type: 'DataIntegrityProof', cryptosuite: 'bbs-2023', proofValue: 'u2V0' }
    expect(await outcomeOf({ ...signed, proof: other })).toBe('unknown')
    expect(await outcomeOf(credentialBy(issuer.id))).toBe('none')
  })

  it('is said of a document that is made to take for ever', async () => {
    const issuer = await didKeyIssuer()
    const signed = await issuer.embed(credentialBy(issuer.id))
    // Every blank node knows every other: their order cannot be found in any reasonable time.
    const clique = Array.from({ length: 12 }, (_, at) => ({
      id: `_:b${at}`,
      type: ['Profile'],
      parentOrg: Array.from({ length: 12 }, (__, to) => ({ id: `_:b${to}`, type: ['Profile'] })),
    }))
    const outcome = await outcomeOf({ ...signed, issuer: clique[0], credentialSubject: clique })
    expect(outcome).toBe('too-complex')
  })
})
