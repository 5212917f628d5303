/** A badge is small; a platform that takes longer is in trouble. */
const timeoutMilliseconds = 10_000

/**
 * Reads a file from a platform's own server. The address must be known to be the platform's: what is in
 * `headers` goes there.
 *
 * @returns null when it is not there, too large or too slow.
 */
export async function readPlatformFile(
  url: string,
  headers: Readonly<Record<string, string>>,
  mostBytes: number,
): Promise<Uint8Array | null> {
  try {
    // `Authorization` is not sent on to another site when the platform redirects to its storage.
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(timeoutMilliseconds) })
    if (!response.ok) return null
    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of response.body ?? []) {
      size += chunk.byteLength
      if (size > mostBytes) return null
      chunks.push(chunk)
    }
    return new Uint8Array(Buffer.concat(chunks))
  } catch {
    return null
  }
}

/** Tells whether an address is on a server of the platform itself. */
export const isOnServer = (url: string, server: string): boolean =>
  URL.canParse(url) && new URL(url).origin === new URL(server).origin
