import type { FetchOutcome, SafeFetch } from '../http/safe-fetch.ts'
import type { Secured } from './check-signature.ts'
import { mostBadgeBytes, type ReadInput, readFileInput, readTextInput } from './files/read-input.ts'
import { findBadgeLinks } from './find-badge-links.ts'
import type { Step } from './report.ts'

/** What somebody wants verified. A text may be a link too. */
export type VerificationInput =
  | { readonly kind: 'link'; readonly url: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly bytes: Uint8Array }

export type ReadBadge =
  | { readonly kind: 'read'; readonly secured: Secured }
  | { readonly kind: 'trouble'; readonly step: Step }

/** From a page to its badge, and from a picture to what it points to; no further. */
const mostHops = 3

const accept =
  'application/vc+jwt, application/vc+ld+json, application/vc, application/ld+json;q=0.9, ' +
  'application/json;q=0.9, text/plain;q=0.8, image/svg+xml;q=0.7, image/png;q=0.7, text/html;q=0.3'

/** Reads what was given down to a credential, and follows a link to it. */
export async function readBadge(fetch: SafeFetch, input: VerificationInput): Promise<ReadBadge> {
  let read = readInput(input)
  let pageUrl: string | null = null
  for (let hop = 0; hop <= mostHops; hop += 1) {
    const url = read.kind === 'page' ? badgeOfPage(read.html, pageUrl) : linkOf(read)
    if (url === null) return secured(read)
    const found: FetchOutcome = await fetch({ url, accept, mostBytes: mostBadgeBytes })
    if (found.kind !== 'fetched') return trouble(linkTrouble(found))
    pageUrl = found.url
    read = /^text\/html/i.test(found.contentType)
      ? { kind: 'page', html: Buffer.from(found.bytes).toString('utf8') }
      : readFileInput(found.bytes)
  }
  return trouble({ step: 'readable', outcome: 'fault', code: 'link-no-badge' })
}

function readInput(input: VerificationInput): ReadInput {
  switch (input.kind) {
    case 'link':
      return { kind: 'link', url: input.url.trim() }
    case 'text':
      return readTextInput(input.text)
    case 'file':
      return readFileInput(input.bytes)
  }
}

const linkOf = (read: ReadInput): string | null => (read.kind === 'link' ? read.url : null)

/** A page that was handed in itself says nothing: only one on a site can point to its badge. */
const badgeOfPage = (html: string, pageUrl: string | null): string | null =>
  pageUrl === null ? null : (findBadgeLinks(html, pageUrl)[0] ?? null)

function secured(read: ReadInput): ReadBadge {
  switch (read.kind) {
    case 'jwt':
      return { kind: 'read', secured: { jwt: read.jwt, document: read.jwt.claims } }
    case 'document':
      return { kind: 'read', secured: { jwt: null, document: read.document } }
    case 'link':
    case 'page':
      return trouble({ step: 'readable', outcome: 'fault', code: 'link-no-badge' })
    case 'fault':
      return trouble(
        read.step === 'format'
          ? { step: 'format', outcome: 'fault', code: read.code }
          : { step: 'readable', outcome: 'fault', code: read.code },
      )
  }
}

const trouble = (step: Step): ReadBadge => ({ kind: 'trouble', step })

function linkTrouble(found: Exclude<FetchOutcome, { kind: 'fetched' }>): Step {
  if (found.kind === 'refused') return { step: 'readable', outcome: 'fault', code: 'link-refused' }
  if (found.kind === 'failed' && found.code === 'too-large') {
    return { step: 'readable', outcome: 'fault', code: 'too-large' }
  }
  // Our own site answers so for a link to several badges.
  if (found.kind === 'missing' && found.status === 300) {
    return { step: 'readable', outcome: 'fault', code: 'link-several-badges' }
  }
  // What stands there may come back after a fault of the site itself.
  return found.kind === 'missing' && found.status < 500 && found.status !== 429
    ? { step: 'readable', outcome: 'fault', code: 'link-missing' }
    : { step: 'readable', outcome: 'notChecked', code: 'link-unreachable' }
}
