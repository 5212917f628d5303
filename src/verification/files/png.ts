import { crc32, inflateSync } from 'node:zlib'
import { readUtf8 } from './read-text.ts'

/** What is baked into a picture (Open Badges 3.0, section 5.3). */
export type PngOutcome =
  | { readonly kind: 'baked'; readonly text: string }
  | {
      readonly kind: 'fault'
      readonly code: 'png-broken' | 'png-no-badge' | 'png-several-badges' | 'too-large'
    }

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** In 3.0 and in 2.0. */
const keywords = ['openbadgecredential', 'openbadges']
const mostChunks = 10_000

interface Chunk {
  readonly type: string
  readonly data: Buffer
}

/** Tells a PNG by its first eight bytes. */
export const isPng = (bytes: Uint8Array): boolean => signature.equals(bytes.subarray(0, 8))

/**
 * Reads the badge in a PNG. Every chunk's checksum must hold and there must be an end; the picture
 * itself is not decoded, so that one of a million by a million pixels costs nothing. Text that is
 * compressed is read up to `mostBytes`.
 */
export function readBakedPng(bytes: Uint8Array, mostBytes: number): PngOutcome {
  const chunks = chunksOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  if (chunks === null) return fault('png-broken')
  const baked = chunks.flatMap(badgeText)
  const [first, second] = baked
  if (first === undefined) return fault('png-no-badge')
  if (second !== undefined) return fault('png-several-badges')
  if (first.compression === 'unknown') return fault('png-broken')
  return readTextBytes(first.compression === 'none' ? first.data : inflate(first.data, mostBytes))
}

const fault = (code: Extract<PngOutcome, { kind: 'fault' }>['code']): PngOutcome => ({
  kind: 'fault',
  code,
})

/** PNG 3, section 5: length, type, data and CRC of each chunk up to IEND. */
function chunksOf(file: Buffer): readonly Chunk[] | null {
  if (!isPng(file)) return null
  const chunks: Chunk[] = []
  let at = signature.length
  while (at + 12 <= file.length && chunks.length < mostChunks) {
    const length = file.readUInt32BE(at)
    const end = at + 8 + length
    if (end + 4 > file.length) return null
    if (crc32(file.subarray(at + 4, end)) !== file.readUInt32BE(end)) return null
    const type = file.toString('latin1', at + 4, at + 8)
    if (type === 'IEND') return chunks[0]?.type === 'IHDR' ? chunks : null
    chunks.push({ type, data: file.subarray(at + 8, end) })
    at = end + 4
  }
  return null
}

interface BadgeText {
  readonly compression: 'none' | 'deflate' | 'unknown'
  readonly data: Buffer
}

/** The text of a badge in one chunk: iTXt, or tEXt as the first bakers wrote it. */
function badgeText({ type, data }: Chunk): readonly BadgeText[] {
  if (type !== 'iTXt' && type !== 'tEXt') return []
  const keywordEnd = data.indexOf(0)
  if (!keywords.includes(data.toString('latin1', 0, Math.max(0, keywordEnd)))) return []
  if (type === 'tEXt') return [{ compression: 'none', data: data.subarray(keywordEnd + 1) }]
  // PNG 3, section 11.3.3.4: compression flag and method, language tag, translated keyword, text.
  const languageEnd = data.indexOf(0, keywordEnd + 3)
  const translatedEnd = languageEnd === -1 ? -1 : data.indexOf(0, languageEnd + 1)
  if (translatedEnd === -1) return [{ compression: 'unknown', data }]
  const text = data.subarray(translatedEnd + 1)
  const flag = data[keywordEnd + 1]
  if (flag === 0) return [{ compression: 'none', data: text }]
  const isDeflate = flag === 1 && data[keywordEnd + 2] === 0
  return [{ compression: isDeflate ? 'deflate' : 'unknown', data: text }]
}

type Inflated = Uint8Array | 'too-large' | 'png-broken'

function inflate(data: Uint8Array, mostBytes: number): Inflated {
  try {
    return inflateSync(data, { maxOutputLength: mostBytes })
  } catch (error) {
    const isTooLarge = error instanceof RangeError && 'code' in error
    return isTooLarge ? 'too-large' : 'png-broken'
  }
}

function readTextBytes(data: Inflated): PngOutcome {
  if (typeof data === 'string') return fault(data)
  const text = readUtf8(data)
  return text === null ? fault('png-broken') : { kind: 'baked', text }
}
