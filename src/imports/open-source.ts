import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { FetchOutcome, SafeFetch } from '../http/safe-fetch.ts'
import { type FileFormat, formatOf } from './formats.ts'

/** A larger answer of a server is not read: a page of a feed is far smaller. */
export const mostFetchedBytes = 50_000_000

/** A source may be slow: it is read in the background, and nobody waits. */
export const sourceTimeoutMilliseconds = 60_000

/** A larger file is no list of activities of a city. */
export const mostFileBytes = 2_000_000_000

/** A source that can be read. */
export type OpenedSource =
  | {
      readonly kind: 'opened'
      readonly format: FileFormat
      readonly bytes: AsyncIterable<Uint8Array>
      /** Its address; null for a file. */
      readonly url: string | null
    }
  | { readonly kind: 'fault'; readonly code: SourceFault }

export type SourceFault =
  | 'noFile'
  | 'noFeed'
  | 'tooLarge'
  | 'unknownFormat'
  | 'notHttps'
  | 'privateAddress'
  | 'notFound'
  | 'unreachable'
  | 'beingRead'

const fault = (code: SourceFault): OpenedSource => ({ kind: 'fault', code })

/** Opens a file, or an address by the fetch that asks no private ones. */
export async function openSource(
  fetch: SafeFetch,
  { place, format }: { readonly place: string; readonly format: FileFormat | null },
): Promise<OpenedSource> {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(place)
    ? openAddress(fetch, place, format)
    : openFile(place, format)
}

async function openFile(path: string, format: FileFormat | null): Promise<OpenedSource> {
  const found = await stat(path).catch(() => null)
  if (found === null || !found.isFile()) return fault('noFile')
  if (found.size > mostFileBytes) return fault('tooLarge')
  const known = format ?? formatOf(path, null)
  if (known === null) return fault('unknownFormat')
  return { kind: 'opened', format: known, bytes: createReadStream(path), url: null }
}

async function openAddress(
  fetch: SafeFetch,
  url: string,
  format: FileFormat | null,
): Promise<OpenedSource> {
  const accept = 'text/csv, text/calendar, application/ld+json, application/json, text/html;q=0.8'
  const outcome = await fetch({ url, accept, mostBytes: mostFetchedBytes })
  switch (outcome.kind) {
    case 'fetched': {
      const known = format ?? formatOf(outcome.url, outcome.contentType)
      if (known === null) return fault('unknownFormat')
      const { bytes } = outcome
      return { kind: 'opened', format: known, bytes: once(bytes), url }
    }
    default:
      return fault(faultOfFetch(outcome))
  }
}

/** Why an address was not read. */
export function faultOfFetch(outcome: Exclude<FetchOutcome, { kind: 'fetched' }>): SourceFault {
  switch (outcome.kind) {
    case 'missing':
      return 'notFound'
    case 'refused':
      return outcome.code === 'private-address' ? 'privateAddress' : 'notHttps'
    case 'failed':
      return outcome.code === 'too-large' ? 'tooLarge' : 'unreachable'
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
