import { calculateJwkThumbprint, type JWK } from 'jose'
import type { SafeFetch } from '../../http/safe-fetch.ts'
import { readDocument } from '../sources.ts'
import { addressOfDidWeb, keysOfDid } from './did.ts'
import { assertionKeysIn, jwksIn, methodIn, type PublishedKey } from './keys-in.ts'

/** What a signature says of the key it was made with. None of it is believed by itself. */
export interface WantedKey {
  readonly keyId: string | null
  readonly embeddedKey: Readonly<Record<string, unknown>> | null
}

export type IssuerKeys =
  | { readonly kind: 'found'; readonly keys: readonly JWK[] }
  /** The issuer publishes no such key. */
  | { readonly kind: 'notOfIssuer' }
  | { readonly kind: 'unreachable' }
  /** A kind of identifier that we cannot look up. */
  | { readonly kind: 'methodUnknown' }
  | { readonly kind: 'notAnAddress' }

/** A signature that names no key is tried with this many of the issuer's. */
const mostKeysTried = 5

/**
 * Finds the key of a signature among those that the issuer itself publishes: in its did:key or
 * did:jwk, its did:web document, its profile, its JWK Set, or at the `kid` on its own origin. A key
 * in the header of a token counts only when the issuer publishes the same one.
 */
export async function findIssuerKeys(
  fetch: SafeFetch,
  issuerId: string,
  wanted: WantedKey,
): Promise<IssuerKeys> {
  if (issuerId.startsWith('did:')) return keysOfDidIssuer(fetch, issuerId, wanted)
  if (!URL.canParse(issuerId) || !/^https?:$/.test(new URL(issuerId).protocol)) {
    return { kind: 'notAnAddress' }
  }
  let isUnreachable = false
  for (const place of placesOf(issuerId, wanted.keyId)) {
    const document = await readDocument(fetch, place.url)
    if (document.kind === 'unreachable') isUnreachable = true
    if (document.kind !== 'document') continue
    const keys = await matching(place.keysIn(document.value), wanted)
    if (keys.length > 0) return { kind: 'found', keys }
  }
  return isUnreachable ? { kind: 'unreachable' } : { kind: 'notOfIssuer' }
}

async function keysOfDidIssuer(
  fetch: SafeFetch,
  did: string,
  wanted: WantedKey,
): Promise<IssuerKeys> {
  const address = addressOfDidWeb(did)
  if (address === null) {
    if (!/^did:(?:key|jwk):/.test(did)) return { kind: 'methodUnknown' }
    return foundOrNot(await matching(keysOfDid(did), wanted))
  }
  const document = await readDocument(fetch, address)
  if (document.kind === 'unreachable') return { kind: 'unreachable' }
  if (document.kind === 'none') return { kind: 'notOfIssuer' }
  return foundOrNot(await matching(assertionKeysIn(document.value, did), wanted))
}

const foundOrNot = (keys: readonly JWK[]): IssuerKeys =>
  keys.length === 0 ? { kind: 'notOfIssuer' } : { kind: 'found', keys }

interface Place {
  readonly url: string
  readonly keysIn: (document: unknown) => readonly PublishedKey[]
}

/** Where an issuer with an address publishes keys: all on its own origin. */
function placesOf(issuerId: string, keyId: string | null): readonly Place[] {
  const { origin, host } = new URL(issuerId)
  const profile: Place = {
    url: issuerId,
    keysIn: (document) => assertionKeysIn(document, issuerId),
  }
  const keySet: Place = { url: `${origin}/.well-known/jwks.json`, keysIn: jwksIn }
  if (keyId === null) return [profile, keySet]
  const [address = ''] = keyId.split('#')
  if (URL.canParse(address) && new URL(address).origin === origin) {
    const atKeyId: Place = {
      url: address,
      keysIn: (document) => keysAtKeyId(document, keyId, issuerId),
    }
    return [atKeyId, profile, keySet]
  }
  const didWeb = `did:web:${host.replace(':', '%3A')}`
  if (address === didWeb) {
    return [
      {
        url: `${origin}/.well-known/did.json`,
        keysIn: (document) => assertionKeysIn(document, didWeb),
      },
      profile,
    ]
  }
  return [profile, keySet]
}

/** On one origin several issuers may live: a key that says whose it is must be this issuer's. */
function keysAtKeyId(document: unknown, keyId: string, issuerId: string): readonly PublishedKey[] {
  const methods = [...assertionKeysIn(document, issuerId), ...methodIn(document)].filter(
    ({ controller }) => controller === null || controller === issuerId,
  )
  if (methods.length > 0) return methods
  const published = jwksIn(document)
  const [only] = published
  // A bare JWK at its own address is the key, whatever it calls itself.
  return only !== undefined && published.length === 1 ? [{ ...only, id: keyId }] : published
}

async function matching(
  published: readonly PublishedKey[],
  { keyId, embeddedKey }: WantedKey,
): Promise<readonly JWK[]> {
  if (keyId !== null) {
    const named = published.filter(({ id }) => id !== null && isNamed(id, keyId))
    if (named.length > 0) return named.map(({ jwk }) => jwk)
  }
  if (embeddedKey !== null) {
    const wanted = await thumbprint(embeddedKey)
    const prints = await Promise.all(published.map(({ jwk }) => thumbprint(jwk)))
    return published
      .filter((_, at) => wanted !== null && prints[at] === wanted)
      .map((key) => key.jwk)
  }
  return keyId === null ? published.slice(0, mostKeysTried).map(({ jwk }) => jwk) : []
}

/** A key in a set may be named by the last part of its address only. */
function isNamed(id: string, keyId: string): boolean {
  return id === keyId || id.endsWith(`#${keyId}`) || (!id.includes(':') && keyId.endsWith(`#${id}`))
}

async function thumbprint(key: object): Promise<string | null> {
  try {
    return await calculateJwkThumbprint(key)
  } catch {
    return null
  }
}
