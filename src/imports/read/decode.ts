/**
 * Text from bytes as they come in. What begins with a mark of UTF-8 or UTF-16 is read so; else it is UTF-8
 * until a byte says otherwise, and Windows-1252 from there, as Excel saves where nobody chose.
 */
export async function* decodeText(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null
  let label = ''
  let held = new Uint8Array()
  for await (const chunk of chunks) {
    if (decoder === null) {
      held = joined(held, chunk)
      if (held.length < 3) continue
      label = labelOf(held)
      decoder = new TextDecoder(label, { fatal: label === 'utf-8' })
    } else held = joined(held, chunk)
    if (label === 'utf-8') {
      const whole = wholeCharacters(held)
      const text = decoded(decoder, held.subarray(0, whole))
      if (text === null) {
        label = 'windows-1252'
        yield fromWindows(held)
        held = new Uint8Array()
      } else {
        yield text
        held = held.slice(whole)
      }
    } else {
      const isWindows = label === 'windows-1252'
      yield isWindows ? fromWindows(held) : decoder.decode(held, { stream: true })
      held = new Uint8Array()
    }
  }
  if (held.length === 0) return
  yield decoded(new TextDecoder(label || labelOf(held), { fatal: true }), held) ?? fromWindows(held)
}

/** What Windows-1252 has between 0x80 and 0x9f; where it has nothing, the control sign itself. */
const windowsSigns = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

/** Node reads Windows-1252 as Latin-1: this puts right the signs in which they differ. */
const fromWindows = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (sign) => windowsSigns.charAt(sign.charCodeAt(0) - 0x80))

function labelOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}

function decoded(decoder: TextDecoder, bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes)
  } catch {
    return null
  }
}

/** How many bytes are whole characters of UTF-8: the last one may still be coming in. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if ((byte & 0b1100_0000) !== 0b1100_0000) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    return length > back ? bytes.length - back : bytes.length
  }
  return bytes.length
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}
