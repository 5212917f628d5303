import { z } from 'zod'
import { readBoundedJson } from './bounded-json.ts'
import { type Jwt, looksLikeJwt, readJwt } from './jwt.ts'
import { isPng, readBakedPng } from './png.ts'
import { readUtf8 } from './read-text.ts'
import { isSvg, readBakedSvg } from './svg.ts'

/** The most that is read of one badge, in bytes; a picture with a badge in it included. */
export const mostBadgeBytes = 2_000_000

/** The most that is read of a document without a picture around it. */
const mostDocumentCharacters = 500_000

/** What a stranger's text or file turns out to be. */
export type ReadInput =
  | { readonly kind: 'jwt'; readonly jwt: Jwt }
  | { readonly kind: 'document'; readonly document: Readonly<Record<string, unknown>> }
  | { readonly kind: 'link'; readonly url: string }
  /** A web page: it may say where the badge is. */
  | { readonly kind: 'page'; readonly html: string }
  | InputFault

/** Why it is no badge, and at which step that is seen. */
export type InputFault =
  | { readonly kind: 'fault'; readonly step: 'readable'; readonly code: ReadableFault }
  | { readonly kind: 'fault'; readonly step: 'format'; readonly code: FormatFault }

type FormatFault = 'jwt-broken' | 'jwt-algorithm' | 'jwt-critical'
type ReadableFault =
  | 'empty'
  | 'too-large'
  | 'not-utf8'
  | 'unknown-file'
  | Extract<ReturnType<typeof readBoundedJson>, { kind: 'fault' }>['code']
  | Extract<ReturnType<typeof readBakedPng>, { kind: 'fault' }>['code']
  | Extract<ReturnType<typeof readBakedSvg>, { kind: 'fault' }>['code']

const unreadable = (code: ReadableFault): InputFault => ({ kind: 'fault', step: 'readable', code })

const link = /^https?:\/\/[^\s<>"]{1,2000}$/i
const formatFaults: readonly string[] = ['jwt-broken', 'jwt-algorithm', 'jwt-critical']
const isFormatFault = (code: string): code is FormatFault => formatFaults.includes(code)

/** Reads a file by what is in it; its name and its claimed type are not believed. Never throws. */
export function readFileInput(bytes: Uint8Array): ReadInput {
  if (bytes.byteLength === 0) return unreadable('empty')
  if (bytes.byteLength > mostBadgeBytes) return unreadable('too-large')
  if (isPng(bytes)) {
    const png = readBakedPng(bytes, mostBadgeBytes)
    return png.kind === 'baked' ? readBaked(png.text) : unreadable(png.code)
  }
  const text = readUtf8(bytes)
  // What is no text is said to be another kind of file when it begins as those do.
  if (text === null) return unreadable(bytes[0] === 0x7b ? 'not-utf8' : 'unknown-file')
  return readTextInput(text)
}

/** Reads a text: a link, a signed token, JSON, or the source of an SVG. Never throws. */
export function readTextInput(text: string): ReadInput {
  if (Buffer.byteLength(text) > mostBadgeBytes) return unreadable('too-large')
  const trimmed = text.replace(/^\ufeff/, '').trim()
  if (trimmed === '') return unreadable('empty')
  if (isSvg(trimmed)) {
    const svg = readBakedSvg(trimmed)
    return svg.kind === 'baked' ? readBaked(svg.text) : unreadable(svg.code)
  }
  if (/^<(?:!doctype html|html)/i.test(trimmed)) return { kind: 'page', html: trimmed }
  return readBaked(trimmed)
}

/** Reads what can stand inside a picture: a link, a signed token or JSON. */
function readBaked(text: string): ReadInput {
  const trimmed = text.trim()
  if (trimmed.length > mostDocumentCharacters) return unreadable('too-large')
  if (link.test(trimmed)) return { kind: 'link', url: trimmed }
  if (looksLikeJwt(trimmed)) return readToken(trimmed)
  if (!trimmed.startsWith('{') && !trimmed.startsWith('[') && !trimmed.startsWith('"')) {
    return unreadable('unknown-file')
  }
  const json = readBoundedJson(trimmed)
  if (json.kind === 'fault') return unreadable(json.code)
  // Some sites answer a token as a JSON string.
  if (typeof json.value === 'string' && looksLikeJwt(json.value)) return readToken(json.value)
  const document = z.record(z.string(), z.unknown()).safeParse(json.value)
  return document.success
    ? { kind: 'document', document: document.data }
    : { kind: 'fault', step: 'readable', code: 'not-json' }
}

function readToken(text: string): ReadInput {
  const read = readJwt(text)
  if (read.kind === 'read') return { kind: 'jwt', jwt: read.jwt }
  return isFormatFault(read.code)
    ? { kind: 'fault', step: 'format', code: read.code }
    : unreadable(read.code)
}
