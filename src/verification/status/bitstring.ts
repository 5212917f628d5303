import { gunzipSync } from 'node:zlib'

/** W3C Bitstring Status List 1.0, section 3.4: no list may be shorter, so that nobody stands out. */
const fewestBits = 131_072
/** Sixteen million badges in one list; what inflates to more is a bomb. */
const mostBytes = 2_097_152

/**
 * Reads one bit of an encoded list: multibase base64url (`u`), gzip, the leftmost bit first.
 *
 * @returns null when the list or the index is not as it should be.
 */
export function readStatusBit(encodedList: string, index: number): boolean | null {
  if (!/^u[\w-]+$/.test(encodedList)) return null
  let bits: Buffer
  try {
    bits = gunzipSync(Buffer.from(encodedList.slice(1), 'base64url'), {
      maxOutputLength: mostBytes,
    })
  } catch {
    return null
  }
  if (bits.length * 8 < fewestBits || !Number.isSafeInteger(index) || index < 0) return null
  const byte = bits[index >> 3]
  return byte === undefined || index >= bits.length * 8
    ? null
    : ((byte >> (7 - (index & 7))) & 1) === 1
}
