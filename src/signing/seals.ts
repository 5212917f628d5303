import { createHmac, hkdfSync } from 'node:crypto'
import { CompactEncrypt, compactDecrypt } from 'jose'

/** What a sealed text is for. Each purpose has its own key, so that one cannot be passed off as another. */
export const sealPurposes = ['address', 'name', 'note', 'story', 'key', 'badge'] as const
export type SealPurpose = (typeof sealPurposes)[number]

/** A sealed text that this secret does not open: it was sealed with another one, or was changed. */
export class SealBrokenError extends Error {
  override readonly name = 'SealBrokenError'
  readonly code = 'ERR_SEAL_BROKEN'
}

/** Seals personal data and private keys before they are stored. */
export interface Seals {
  /** Encrypts a text as a compact JWE (dir, A256GCM; RFC 7516). */
  seal(purpose: SealPurpose, text: string): Promise<string>
  /**
   * Decrypts what {@link Seals.seal} made.
   * @throws {SealBrokenError} when the secret or the purpose is another, or the text was changed.
   */
  open(purpose: SealPurpose, sealed: string): Promise<string>
  /** A keyed hash (HMAC-SHA256, base64url) by which an address is found again without being readable. */
  lookup(channel: string, address: string): string
}

/**
 * Makes the seals of one installation.
 *
 * @param secret `STAPJE_SECRET`, at least 32 characters; keys are derived from it by HKDF-SHA256 (RFC 5869).
 */
export function createSeals(secret: string): Seals {
  const derive = (use: string) =>
    new Uint8Array(hkdfSync('sha256', secret, 'stapje', `seal:${use}`, 32))
  const keys: Readonly<Record<SealPurpose, Uint8Array>> = {
    address: derive('address'),
    name: derive('name'),
    note: derive('note'),
    story: derive('story'),
    key: derive('key'),
    badge: derive('badge'),
  }
  const lookupKey = derive('lookup')
  return {
    seal: (purpose, text) =>
      new CompactEncrypt(new TextEncoder().encode(text))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .encrypt(keys[purpose]),
    async open(purpose, sealed) {
      try {
        const { plaintext } = await compactDecrypt(sealed, keys[purpose], {
          keyManagementAlgorithms: ['dir'],
          contentEncryptionAlgorithms: ['A256GCM'],
        })
        return new TextDecoder().decode(plaintext)
      } catch (cause) {
        throw new SealBrokenError('This text was sealed with another STAPJE_SECRET.', { cause })
      }
    },
    lookup: (channel, address) =>
      createHmac('sha256', lookupKey).update(`${channel}\0${address}`).digest('base64url'),
  }
}
