import { crc32, deflateSync } from 'node:zlib'

/** One chunk of a PNG; its checksum is right unless another is given. */
export function chunk(type: string, data: Uint8Array, checksum?: number): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const end = Buffer.alloc(4)
  end.writeUInt32BE(checksum ?? crc32(named))
  return Buffer.concat([length, named, end])
}

export const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

const size = (width: number, height: number) => {
  const data = Buffer.alloc(13)
  data.writeUInt32BE(width, 0)
  data.writeUInt32BE(height, 4)
  data.set([8, 6, 0, 0, 0], 8)
  return data
}

/** A PNG with these chunks between its header and its end. */
export function png(chunks: readonly Buffer[], width = 1, height = 1): Buffer {
  return Buffer.concat([
    pngSignature,
    chunk('IHDR', size(width, height)),
    ...chunks,
    chunk('IDAT', deflateSync(Buffer.alloc(5))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** An iTXt chunk with a badge in it. */
export function bakedText(
  text: string | Uint8Array,
  compressed = false,
  keyword = 'openbadgecredential',
) {
  const bytes = Buffer.from(text)
  return chunk(
    'iTXt',
    Buffer.concat([
      Buffer.from(`${keyword}\0`),
      Buffer.from([compressed ? 1 : 0, 0, 0, 0]),
      compressed ? deflateSync(bytes) : bytes,
    ]),
  )
}

/** An SVG with a badge in its attribute, or in its element. */
export function svg(
  badge: { readonly verify?: string; readonly inside?: string },
  before = '',
): string {
  const verify = badge.verify === undefined ? '' : ` verify="${badge.verify}"`
  const inside = badge.inside === undefined ? '' : `<![CDATA[${badge.inside}]]>`
  return `<?xml version="1.0"?>${before}<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"><openbadges:credential${verify}>${inside}</openbadges:credential><circle r="1"/></svg>`
}
