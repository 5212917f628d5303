const timeoutMilliseconds = 5000

/** Fetches a picture as the platforms do before they show it; false when there is none to be had. */
export async function canBeFetched(url: string | undefined): Promise<boolean> {
  if (url === undefined) return false
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMilliseconds) })
    await response.arrayBuffer()
    return response.ok && (response.headers.get('content-type') ?? '').startsWith('image/')
  } catch {
    return false
  }
}
