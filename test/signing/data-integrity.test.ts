import { from, generate } from '@digitalbazaar/ed25519-multikey'
import { describe, expect, it } from 'vitest'
import { createProof, expandSafely, verifyProof } from '../../src/signing/data-integrity.ts'
import { createDocumentLoader, UnknownDocumentError } from '../../src/signing/document-loader.ts'

const credential = {
  '@context': [
    'https://www.w3.org/ns/credentials/v2',
    'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
  ],
  id: 'urn:uuid:0d7f5a9f-6c55-4a5b-a8f6-55eb73e4a8f5',
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  name: 'A small step',
  issuer: { id: 'did:example:issuer', type: ['Profile'], name: 'The quay' },
  validFrom: '2026-11-23T10:00:00Z',
  credentialSubject: {
    id: 'urn:uuid:3d813cbb-47fb-32ba-91df-831e1593ac29',
    type: ['AchievementSubject'],
  },
}
const created = new Date('2026-11-23T10:00:00Z')

async function didKeyPair() {
  const key = await (await generate()).export({ publicKey: true, secretKey: true })
  const did = `did:key:${key.publicKeyMultibase}`
  const id = `${did}#${key.publicKeyMultibase}`
  return { did, signer: (await from({ ...key, id, controller: did })).signer() }
}

describe('an embedded proof', () => {
  it('holds for the document that was signed, and for no other', async () => {
    const { signer } = await didKeyPair()
    const proof = await createProof(credential, signer, created)
    expect(proof).toMatchObject({ created: '2026-11-23T10:00:00Z', cryptosuite: 'eddsa-rdfc-2022' })
    const loader = createDocumentLoader()
    expect(await verifyProof({ ...credential, proof: [proof] }, loader)).toEqual({ kind: 'holds' })
    const changed = { ...credential, name: 'Professor', proof: [proof] }
    expect(await verifyProof(changed, loader)).toMatchObject({ kind: 'fails' })
  })

  it('does not hold when the issuer does not list the key', async () => {
    const { did, signer } = await didKeyPair()
    const proof = await createProof(credential, signer, created)
    const controller = { '@context': 'https://www.w3.org/ns/did/v1', id: did, assertionMethod: [] }
    const document = { ...credential, proof }
    expect(await verifyProof(document, createDocumentLoader(), controller)).toMatchObject({
      kind: 'fails',
    })
  })
})

describe('the document loader', () => {
  it('knows what is bundled or handed in, and fetches nothing else', async () => {
    const handedIn = { id: 'https://issuer.example/keys/1' }
    const loader = createDocumentLoader(new Map([['https://issuer.example/keys/1', handedIn]]))
    expect((await loader('https://www.w3.org/ns/credentials/v2')).document).toHaveProperty(
      '@context',
    )
    expect((await loader('https://issuer.example/keys/1')).document).toBe(handedIn)
    await expect(loader('https://issuer.example/keys/2')).rejects.toBeInstanceOf(
      UnknownDocumentError,
    )
    await expect(loader('did:key:zNotAKey')).rejects.toMatchObject({ code: 'ERR_UNKNOWN_DOCUMENT' })
  })

  it('does not let a bundled context be replaced', async () => {
    const url = 'https://www.w3.org/ns/credentials/v2'
    const loader = createDocumentLoader(new Map([[url, { '@context': {} }]]))
    expect((await loader(url)).document).not.toEqual({ '@context': {} })
  })

  it('refuses terms that no context defines', async () => {
    await expandSafely(credential)
    await expect(expandSafely({ ...credential, madeUp: 'word' })).rejects.toThrow(/safe mode/i)
  })
})
