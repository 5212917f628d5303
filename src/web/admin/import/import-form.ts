import { type RequestHandler, raw } from 'express'
import { z } from 'zod'
import type { GivenSource } from '../../../imports/import-given.ts'
import { topics } from '../../../understand/understood.ts'
import { formOf } from '../../read-upload.ts'

/** A file of 1 MB, which is sent once more as text when it is confirmed. */
const mostFormBytes = 1_500_000

const takeBytes = raw({ type: 'multipart/form-data', limit: mostFormBytes })

/** Takes a form that can hold a file, and reads its fields as those of any other form. */
export const takeImportForm: readonly RequestHandler[] = [
  takeBytes,
  async (request, _response, next) => {
    if (request.is('multipart/form-data')) {
      request.body = Object.fromEntries((await formOf(request)) ?? [])
    }
    next()
  },
]

/** What is filled in: first to look what would change, then to do it, with the file as it was sent. */
export const importForm = z.object({
  step: z.enum(['look', 'do']).catch('look'),
  address: z.string().trim().max(2000).catch(''),
  topic: z.enum(topics).nullable().catch(null),
  file: z.instanceof(File).nullable().catch(null),
  fileName: z.string().max(200).catch(''),
  content: z.base64().catch(''),
})
export type ImportForm = z.infer<typeof importForm>

/** What was handed in; null for nothing. */
export async function givenIn(form: ImportForm): Promise<GivenSource | null> {
  const { file, fileName, content, address } = form
  if (file !== null && file.size > 0) {
    const bytes = new Uint8Array(await file.arrayBuffer())
    return { kind: 'file', name: file.name.slice(-100), bytes }
  }
  if (content !== '') {
    return { kind: 'file', name: fileName, bytes: Buffer.from(content, 'base64') }
  }
  return address === '' ? null : { kind: 'address', url: address }
}
