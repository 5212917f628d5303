import { type AnyPublicJwk, multikeyOf } from './public-key.ts'

/** The context that a document begins with which lists the keys of its subject. */
export const didContext = 'https://www.w3.org/ns/did/v1'

/** The did:web of an https address: the one is found from the other (did:web method, section 2.5). */
export function didWebOf(address: string): string {
  const { host, pathname } = new URL(address)
  return ['did:web', encodeURIComponent(host), ...pathname.split('/').filter(Boolean)].join(':')
}

/**
 * Lists keys as the verification methods of their controller, all for making statements (W3C
 * Controlled Identifiers 1.0, sections 2.2 and 2.3).
 */
export async function verificationMethods(
  controller: string,
  keys: readonly { readonly id: string; readonly jwk: AnyPublicJwk }[],
): Promise<{ readonly verificationMethod: object[]; readonly assertionMethod: string[] }> {
  return {
    verificationMethod: await Promise.all(
      keys.map(async ({ id, jwk }) => {
        if (jwk.kty === 'RSA') return { id, type: 'JsonWebKey', controller, publicKeyJwk: jwk }
        const { '@context': _, ...multikey } = await multikeyOf(jwk, { id, controller })
        return multikey
      }),
    ),
    assertionMethod: keys.map(({ id }) => id),
  }
}
