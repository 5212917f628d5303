import { type LookupAddress, lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { Agent, fetch, type Response } from 'undici'
import { addressOfHost, isLoopbackAddress, isPublicAddress } from './public-address.ts'

/** What is asked for. */
export interface FetchRequest {
  readonly url: string
  /** The `Accept` header. */
  readonly accept: string
  readonly mostBytes: number
}

/** What came of fetching an address that a stranger gave. */
export type FetchOutcome =
  | {
      readonly kind: 'fetched'
      /** Where it was found, after redirects. */
      readonly url: string
      readonly contentType: string
      readonly bytes: Uint8Array
    }
  /** An address that is never asked: not https, or inside a network of our own. */
  | { readonly kind: 'refused'; readonly code: RefusalCode }
  | { readonly kind: 'missing'; readonly status: number }
  | { readonly kind: 'failed'; readonly code: 'unreachable' | 'timed-out' | 'too-large' }

type RefusalCode = 'not-a-link' | 'not-https' | 'private-address' | 'redirects'

/** Fetches what a stranger points to. Never throws. */
export type SafeFetch = (request: FetchRequest) => Promise<FetchOutcome>

/** How far a fetch may go. */
export interface FetchLimits {
  /** For everything together, redirects included. */
  readonly timeoutMilliseconds: number
  /** For tests: also http, and this machine itself. */
  readonly allowThisMachine?: boolean
  /** For tests: how names become addresses. */
  readonly resolve?: Resolve
}

type Resolve = (
  hostname: string,
  done: (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[]) => void,
) => void

const mostRedirects = 3
const redirectStatuses = [301, 302, 303, 307, 308]

class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddressError'
  readonly code = 'ERR_PRIVATE_ADDRESS'
}

/**
 * Makes a fetch for addresses that strangers give (OWASP, Server-Side Request Forgery Prevention):
 * only https, only public addresses, at most three redirects with the same checks each, bounded in
 * time and in size after decompression. No cookies and no credentials go along.
 *
 * The name is resolved once, and the connection is made to the very address that was judged, so that
 * a name that changes between the two (DNS rebinding) does not help.
 */
export function createSafeFetch(limits: FetchLimits): SafeFetch {
  const { timeoutMilliseconds, allowThisMachine = false, resolve = resolveName } = limits
  const isAllowed = (address: string) =>
    isPublicAddress(address) || (allowThisMachine && isLoopbackAddress(address))
  const dispatcher = new Agent({
    connect: { lookup: judgedLookup(resolve, isAllowed), timeout: timeoutMilliseconds },
    keepAliveTimeout: 1,
    headersTimeout: timeoutMilliseconds,
    bodyTimeout: timeoutMilliseconds,
  })

  const judge = (url: URL): RefusalCode | null => {
    const schemes = allowThisMachine ? ['https:', 'http:'] : ['https:']
    if (!schemes.includes(url.protocol)) return 'not-https'
    if (url.username !== '' || url.password !== '') return 'not-a-link'
    // Another port than that of https is somebody's back door more often than a badge.
    if (url.port !== '' && !allowThisMachine) return 'private-address'
    const address = addressOfHost(url.hostname)
    return address === null || isAllowed(address) ? null : 'private-address'
  }

  return async ({ url, accept, mostBytes }) => {
    const signal = AbortSignal.timeout(timeoutMilliseconds)
    let next = readUrl(url)
    try {
      for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
        if (next === null) return { kind: 'refused', code: 'not-a-link' }
        const refusal = judge(next)
        if (refusal !== null) return { kind: 'refused', code: refusal }
        const response = await fetch(next, {
          dispatcher,
          signal,
          redirect: 'manual',
          credentials: 'omit',
          headers: { accept, 'user-agent': 'Stapje (Open Badges verifier)' },
        })
        if (!redirectStatuses.includes(response.status)) {
          return await readResponse(response, next.href, mostBytes)
        }
        await response.body?.cancel()
        next = readUrl(response.headers.get('location') ?? '', next)
      }
      return { kind: 'refused', code: 'redirects' }
    } catch (error) {
      return failureOf(error, signal)
    }
  }
}

const readUrl = (text: string, base?: URL): URL | null =>
  URL.canParse(text, base) ? new URL(text, base) : null

const resolveName: Resolve = (hostname, done) => lookup(hostname, { all: true }, done)

/** A lookup that gives an error unless every address of the name is allowed. */
function judgedLookup(resolve: Resolve, isAllowed: (address: string) => boolean): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname, (error, addresses) => {
      const [first] = addresses ?? []
      if (error !== null || first === undefined) {
        done(error ?? new Error('The name has no address'), '', 0)
      } else if (!addresses.every(({ address }) => isAllowed(address))) {
        done(new PrivateAddressError('The name leads to a private address'), '', 0)
      } else if (options.all === true) {
        done(null, [...addresses])
      } else {
        done(null, first.address, first.family)
      }
    })
  }
}

async function readResponse(
  response: Response,
  url: string,
  mostBytes: number,
): Promise<FetchOutcome> {
  if (!response.ok) {
    await response.body?.cancel()
    return { kind: 'missing', status: response.status }
  }
  const chunks: Uint8Array[] = []
  let size = 0
  // The stream is what came out of the decompression: a bomb stops here, before it is whole.
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > mostBytes) return { kind: 'failed', code: 'too-large' }
    chunks.push(chunk)
  }
  const contentType = response.headers.get('content-type') ?? ''
  return { kind: 'fetched', url, contentType, bytes: new Uint8Array(Buffer.concat(chunks)) }
}

function failureOf(error: unknown, signal: AbortSignal): FetchOutcome {
  const cause = error instanceof Error ? error.cause : null
  if (cause instanceof PrivateAddressError) return { kind: 'refused', code: 'private-address' }
  return { kind: 'failed', code: signal.aborted ? 'timed-out' : 'unreachable' }
}
