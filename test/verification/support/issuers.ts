import { type KeyObject, sign as signBytes } from 'node:crypto'
import { from, generate } from '@digitalbazaar/ed25519-multikey'
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import { createProof } from '../../../src/signing/data-integrity.ts'
import type { TestWeb } from './test-web.ts'

export type Document = Readonly<Record<string, unknown>>
export type Algorithm = 'RS256' | 'ES256' | 'EdDSA'

/** Somebody who issues badges, with keys of their own. */
export interface TestIssuer {
  readonly id: string
  readonly keyId: string
  readonly jwk: JWK
  readonly privateKey: CryptoKey
  readonly algorithm: Algorithm
  /** Signs as a VC-JWT; claims and header can be changed for the worse. */
  sign(credential: Document, changes?: SignChanges): Promise<string>
}

export interface SignChanges {
  readonly claims?: Document
  readonly header?: Document
}

const secondsOf = (at: unknown) => Math.floor(Date.parse(String(at)) / 1000)

const subjectClaim = ({ credentialSubject }: Document) =>
  typeof credentialSubject === 'object' && credentialSubject !== null && 'id' in credentialSubject
    ? { sub: String(credentialSubject.id) }
    : {}

async function keyPair(algorithm: Algorithm) {
  const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true })
  return { jwk: await exportJWK(publicKey), privateKey }
}

function makeIssuer(
  parts: Omit<TestIssuer, 'sign'>,
  header: Document = { kid: parts.keyId },
): TestIssuer {
  const { privateKey, algorithm } = parts
  return {
    ...parts,
    sign: (credential, changes = {}) =>
      new SignJWT({
        ...credential,
        iss: parts.id,
        jti: String(credential.id),
        ...subjectClaim(credential),
        nbf: secondsOf(credential.validFrom),
        ...(credential.validUntil === undefined ? {} : { exp: secondsOf(credential.validUntil) }),
        ...changes.claims,
      })
        .setProtectedHeader({ alg: algorithm, typ: 'JWT', ...header, ...changes.header })
        .sign(privateKey),
  }
}

/** An issuer with a site, where its profile and its key are. */
export async function siteIssuer(
  web: TestWeb,
  host: string,
  algorithm: Algorithm = 'RS256',
): Promise<TestIssuer> {
  const { jwk, privateKey } = await keyPair(algorithm)
  const id = `https://${host}/issuers/1`
  const keyId = `https://${host}/keys/1`
  web.put(id, { '@context': [], id, type: ['Profile'], name: 'De Hogeschool' })
  web.put(keyId, { ...jwk, kid: keyId, alg: algorithm, use: 'sig' })
  return makeIssuer({ id, keyId, jwk, privateKey, algorithm })
}

/** An issuer that is its key: did:jwk. */
export async function didJwkIssuer(algorithm: Algorithm = 'ES256'): Promise<TestIssuer> {
  const { jwk, privateKey } = await keyPair(algorithm)
  const id = `did:jwk:${Buffer.from(JSON.stringify(jwk)).toString('base64url')}`
  return makeIssuer({ id, keyId: `${id}#0`, jwk, privateKey, algorithm })
}

/** An issuer whose document is on its site: did:web. */
export async function didWebIssuer(
  web: TestWeb,
  host: string,
  algorithm: Algorithm = 'EdDSA',
): Promise<TestIssuer> {
  const { jwk, privateKey } = await keyPair(algorithm)
  const id = `did:web:${host}:learning`
  const keyId = `${id}#key-1`
  web.put(`https://${host}/learning/did.json`, {
    id,
    verificationMethod: [{ id: '#key-1', type: 'JsonWebKey', controller: id, publicKeyJwk: jwk }],
    assertionMethod: ['#key-1'],
  })
  return makeIssuer({ id, keyId, jwk, privateKey, algorithm })
}

/** An issuer with an Ed25519 did:key, which signs inside the document. */
export async function didKeyIssuer() {
  const key = await (await generate()).export({ publicKey: true, secretKey: true })
  const id = `did:key:${key.publicKeyMultibase}`
  const pair = await from({ ...key, id: `${id}#${key.publicKeyMultibase}`, controller: id })
  return {
    id,
    async embed(document: Document): Promise<Document> {
      const proof = await createProof(document, pair.signer(), new Date('2026-11-24T10:00:00Z'))
      return { ...document, proof }
    },
  }
}

/** A token whose header and payload are whatever they are, signed with anything or nothing. */
export function rawToken(
  header: object | string,
  payload: object | string,
  key?: KeyObject,
): string {
  const encode = (part: object | string) =>
    Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url')
  const signed = `${encode(header)}.${encode(payload)}`
  const signature = key === undefined ? '' : signBytes('sha256', Buffer.from(signed), key)
  return `${signed}.${Buffer.from(signature).toString('base64url')}`
}
