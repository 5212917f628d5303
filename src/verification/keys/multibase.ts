import { ECDH } from 'node:crypto'
import type { JWK } from 'jose'

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
/** Longer than any key or signature that is read here. */
const longestCharacters = 200

/** Reads base58btc after its multibase sign `z`; null for anything else. */
export function readBase58(multibase: string): Uint8Array | null {
  if (!multibase.startsWith('z') || multibase.length > longestCharacters) return null
  const digits = multibase.slice(1)
  let number = 0n
  for (const digit of digits) {
    const value = alphabet.indexOf(digit)
    if (value === -1) return null
    number = number * 58n + BigInt(value)
  }
  const zeros = /^1*/.exec(digits)?.[0].length ?? 0
  const hex = number === 0n ? '' : number.toString(16)
  const body = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex')
  return new Uint8Array(Buffer.concat([Buffer.alloc(zeros), body]))
}

/** Multicodec prefixes of public keys (W3C Controlled Identifiers 1.0, section 2.2.2). */
const curves = [
  { prefix: [0xed, 0x01], name: 'Ed25519', node: null, length: 32 },
  { prefix: [0x80, 0x24], name: 'P-256', node: 'prime256v1', length: 33 },
  { prefix: [0x81, 0x24], name: 'P-384', node: 'secp384r1', length: 49 },
] as const

/** Reads a Multikey's `publicKeyMultibase` as a JWK; null when it is no key of a kind we check. */
export function jwkOfMultikey(multibase: string): JWK | null {
  const bytes = readBase58(multibase)
  if (bytes === null) return null
  const [first, second] = bytes
  const curve = curves.find(({ prefix }) => prefix[0] === first && prefix[1] === second)
  const key = Buffer.from(bytes.subarray(2))
  if (curve === undefined || key.length !== curve.length) return null
  if (curve.node === null) return { kty: 'OKP', crv: curve.name, x: key.toString('base64url') }
  try {
    const point = ECDH.convertKey(key, curve.node, undefined, undefined, 'uncompressed')
    const coordinates = Buffer.isBuffer(point) ? point.subarray(1) : Buffer.from(point, 'latin1')
    const half = coordinates.length / 2
    return {
      kty: 'EC',
      crv: curve.name,
      x: coordinates.subarray(0, half).toString('base64url'),
      y: coordinates.subarray(half).toString('base64url'),
    }
  } catch {
    // Not a point of the curve.
    return null
  }
}
