/** Reads bytes as UTF-8, without the mark that some programs put at the start; null for other bytes. */
export function readUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
