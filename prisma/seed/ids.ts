import { createHash } from 'node:crypto'

/** The namespace of all ids that come from city data: any fixed uuid will do, it must never change. */
const namespace = Buffer.from('6f1c6c0e4b1d4d5c9a3e535441504a45', 'hex')

/**
 * Makes an id from names, always the same one: a uuid of version 5 (RFC 9562, SHA-1).
 * So data can be loaded again and again without first looking up what is there.
 *
 * @example seedId('activity', 'soep-voor-de-buurt')
 */
export function seedId(...names: readonly string[]): string {
  // The names are joined by a character that no slug can hold: ('a', 'bc') differs from ('ab', 'c').
  const hash = createHash('sha1').update(namespace).update(names.join('\n')).digest()
  const bytes = hash.subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  const groups = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ]
  return groups.join('-')
}
