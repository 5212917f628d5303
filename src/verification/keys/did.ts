import { readBoundedJson } from '../files/bounded-json.ts'
import { readUtf8 } from '../files/read-text.ts'
import { jwksIn, type PublishedKey } from './keys-in.ts'
import { jwkOfMultikey } from './multibase.ts'

/** The key that a did:key or did:jwk is, without asking anybody; none for any other identifier. */
export function keysOfDid(did: string): readonly PublishedKey[] {
  const multibase = /^did:key:(z[1-9A-HJ-NP-Za-km-z]{1,200})$/.exec(did)?.[1]
  if (multibase !== undefined) {
    const jwk = jwkOfMultikey(multibase)
    return jwk === null ? [] : [{ id: `${did}#${multibase}`, controller: did, jwk }]
  }
  const encoded = /^did:jwk:([\w-]{1,4000})$/.exec(did)?.[1]
  if (encoded === undefined) return []
  const json = readBoundedJson(readUtf8(Buffer.from(encoded, 'base64url')) ?? '')
  if (json.kind === 'fault') return []
  return jwksIn(json.value).map(({ jwk }) => ({ id: `${did}#0`, controller: did, jwk }))
}

/** Where the document of a did:web is (did:web method, section 2.5.2); null for what is none. */
export function addressOfDidWeb(did: string): string | null {
  const parts = /^did:web:([\w.%:-]{1,1000})$/.exec(did)?.[1]?.split(':')
  const [host = '', ...path] = parts ?? []
  if (host === '' || path.some((segment) => /^(?:\.{0,2})$/.test(segment))) return null
  const place = path.length === 0 ? '.well-known' : path.join('/')
  const address = `https://${host.replace(/%3A/i, ':')}/${place}/did.json`
  return host.replace(/%3A/i, '').includes('%') || !URL.canParse(address) ? null : address
}
