import { type Request, type RequestHandler, raw } from 'express'
import type { VerificationInput } from '../verification/read-badge.ts'

/** A badge of 2 MB and the form around it. */
const mostUploadBytes = 2_200_000

/** Takes a body of any kind as it is, up to a size. */
export const takeUpload: RequestHandler = raw({ type: () => true, limit: mostUploadBytes })

/** What was handed in. */
export type Upload =
  | { readonly kind: 'given'; readonly input: VerificationInput }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unreadable' }

/** The bytes that {@link takeUpload} took. */
export const bytesOf = (request: Request): Uint8Array<ArrayBuffer> => {
  const body: unknown = request.body
  return Buffer.isBuffer(body) ? new Uint8Array(body) : new Uint8Array()
}

/** The form in bytes that were taken; null when there is none to read. */
export async function formOf(request: Request): Promise<FormData | null> {
  const headers = { 'content-type': request.headers['content-type'] ?? '' }
  return new Response(bytesOf(request), { headers }).formData().catch(() => null)
}

/**
 * Reads a form with a `file`, or else a `text` or `link` in it (RFC 7578, or the form that is sent
 * without files).
 */
export async function readForm(request: Request): Promise<Upload> {
  const form = await formOf(request)
  if (form === null) return { kind: 'unreadable' }
  const file = form.get('file')
  if (file instanceof File && file.size > 0) {
    return {
      kind: 'given',
      input: { kind: 'file', bytes: new Uint8Array(await file.arrayBuffer()) },
    }
  }
  for (const field of ['text', 'link']) {
    const typed = form.get(field)
    if (typeof typed === 'string' && typed.trim() !== '') {
      return { kind: 'given', input: { kind: 'text', text: typed } }
    }
  }
  return { kind: 'nothing' }
}
