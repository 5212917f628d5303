import type { FetchOutcome, SafeFetch } from '../http/safe-fetch.ts'
import { readBoundedJson } from './files/bounded-json.ts'
import { readUtf8 } from './files/read-text.ts'

/** The most addresses that one verification asks; a badge that leads on and on ends here. */
const mostFetches = 12

/** Documents about issuers are small. */
export const mostDocumentBytes = 500_000

/** How long one verification may take in all, however slow each of the others is. */
const mostMilliseconds = 20_000

/** Answers what stands on our own site without a request to ourselves; null for any other address. */
export type OwnSite = (url: string) => Promise<FetchOutcome | null>

/**
 * Makes what one verification reads from: our own site without HTTP, other sites by `fetch`, each
 * address once, no more than a dozen of them, and all together in one time.
 */
export function createSources(
  fetch: SafeFetch,
  ownSite: OwnSite,
  timeoutMilliseconds = mostMilliseconds,
): SafeFetch {
  const known = new Map<string, Promise<FetchOutcome>>()
  const signal = AbortSignal.timeout(timeoutMilliseconds)
  const over = new Promise<FetchOutcome>((done) => {
    signal.addEventListener('abort', () => done({ kind: 'failed', code: 'timed-out' }))
  })
  let fetches = 0
  const read: SafeFetch = async (request) => {
    const own = await ownSite(request.url)
    if (own !== null) return own
    fetches += 1
    if (fetches > mostFetches) return { kind: 'failed', code: 'unreachable' }
    return signal.aborted ? over : Promise.race([fetch(request), over])
  }
  return (request) => {
    const key = `${request.accept} ${request.url}`
    const reading = known.get(key) ?? read(request)
    known.set(key, reading)
    return reading
  }
}

/** A document that somebody publishes. */
export type DocumentOutcome =
  | { readonly kind: 'document'; readonly value: unknown; readonly url: string }
  /** It is not there, or it is no JSON. */
  | { readonly kind: 'none' }
  /** Nothing can be told now: no connection, too slow, too large. */
  | { readonly kind: 'unreachable' }

const jsonTypes = 'application/ld+json, application/json;q=0.9'

/** Reads a JSON document by its address. */
export async function readDocument(fetch: SafeFetch, url: string): Promise<DocumentOutcome> {
  const found = await fetch({ url, accept: jsonTypes, mostBytes: mostDocumentBytes })
  switch (found.kind) {
    case 'fetched': {
      const json = readBoundedJson(readUtf8(found.bytes) ?? '')
      return json.kind === 'read'
        ? { kind: 'document', value: json.value, url: found.url }
        : { kind: 'none' }
    }
    case 'missing':
      // 5xx and 429 are the site's trouble, which passes.
      return found.status >= 500 || found.status === 429
        ? { kind: 'unreachable' }
        : { kind: 'none' }
    case 'refused':
      return { kind: 'none' }
    case 'failed':
      return { kind: 'unreachable' }
  }
}
