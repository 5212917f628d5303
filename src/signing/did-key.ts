/** A did:key of an Ed25519 key, with or without its only key as the fragment. */
const ed25519DidKey = /^did:key:(z6Mk[1-9A-HJ-NP-Za-km-z]{44})(?:#\1)?$/

/**
 * Gives the document of an Ed25519 did:key, which is read from the identifier itself: the DID
 * document, or with a fragment its one verification method (did:key method, section 3.1).
 *
 * @returns null for any other address.
 */
export function didKeyDocument(url: string): object | null {
  const publicKeyMultibase = ed25519DidKey.exec(url)?.[1]
  if (publicKeyMultibase === undefined) return null
  const controller = `did:key:${publicKeyMultibase}`
  const id = `${controller}#${publicKeyMultibase}`
  const method = { id, type: 'Multikey', controller, publicKeyMultibase }
  if (url === id) return { '@context': 'https://w3id.org/security/multikey/v1', ...method }
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: controller,
    verificationMethod: [method],
    assertionMethod: [id],
    authentication: [id],
  }
}
