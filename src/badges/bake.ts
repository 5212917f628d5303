import { crc32 } from 'node:zlib'

/** The keyword of the text that holds a credential (Open Badges 3.0, section 5.3.1). */
const keyword = 'openbadgecredential'

const svgNamespace = 'https://purl.imsglobal.org/ob/v3p0'

/** Bytes before the first chunk, and of IHDR, which always comes first (PNG, sections 5.2 and 11.2.1). */
const [signatureBytes, headerChunkBytes] = [8, 25]

/** Puts a credential in a PNG: one uncompressed iTXt chunk, straight after the header. */
export function bakePng(png: Uint8Array, jwt: string): Buffer {
  const flags = Buffer.from([0, 0, 0, 0, 0])
  // Keyword, 0; not compressed, method 0; no language, 0; no translated keyword, 0; the text.
  const data = Buffer.concat([Buffer.from(keyword), flags, Buffer.from(jwt)])
  const at = signatureBytes + headerChunkBytes
  return Buffer.concat([png.subarray(0, at), chunk('iTXt', data), png.subarray(at)])
}

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const named = Buffer.concat([Buffer.from(type), data])
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}

/** Puts a credential in an SVG, straight after its opening tag (Open Badges 3.0, section 5.3.2). */
export function bakeSvg(svg: string, jwt: string): string {
  return svg.replace(
    /<svg\b[^>]*/,
    (tag) => `${tag} xmlns:openbadges="${svgNamespace}"><openbadges:credential verify="${jwt}"/`,
  )
}
