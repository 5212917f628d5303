import { type Request, type RequestHandler, type Response, Router } from 'express'
import { rateLimit } from 'express-rate-limit'
import { z } from 'zod'
import { readBoundedJson } from '../../verification/files/bounded-json.ts'
import { readUtf8 } from '../../verification/files/read-text.ts'
import type { VerificationInput } from '../../verification/read-badge.ts'
import { chooseLocale } from '../choose-locale.ts'
import type { WebContext } from '../context.ts'
import { verifyPage } from '../pages/verify-page.tsx'
import { answerProblem } from '../problem.ts'
import { bytesOf, readForm, takeUpload, type Upload } from '../read-upload.ts'

/** One verification can ask a dozen addresses: more than this is somebody using us to ask for them. */
const verificationsPerMinute = 30

const command = z.union([
  z.strictObject({ link: z.string().min(1) }),
  z.strictObject({ text: z.string().min(1) }),
])

const forms = ['multipart/form-data', 'application/x-www-form-urlencoded']
/** A badge sent as it is. */
const files = [
  'image/png',
  'image/svg+xml',
  'application/vc+ld+json',
  'application/vc',
  'application/vc+jwt',
  'application/ld+json',
  'application/jwt',
  'application/octet-stream',
  'text/plain',
]

/** What the verifier's routes need. */
type VerifierContext = Pick<WebContext, 'deps' | 'city' | 'verifyBadge'>

/** The verifier, for people at `/verify` and for programs at `/api/verify`. Nothing of it is kept. */
export function verifyRoutes({ deps, city, verifyBadge }: VerifierContext): Router {
  const router = Router()
  const slowDown: RequestHandler = rateLimit({
    windowMs: 60_000,
    limit: verificationsPerMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (request, response) => answerProblem(request, response, 'too-many-requests', city),
  })

  const sendPage = async (request: Request, response: Response, upload: Upload | null) => {
    const locale = chooseLocale(request, city().defaultLocale)
    const given = upload?.kind === 'given' ? upload.input : null
    const report = given === null ? null : (await verifyBadge(given)).report
    const isMissing = upload !== null && given === null
    response
      .status(isMissing ? 422 : 200)
      .set('cache-control', 'no-store')
      .vary('Accept-Language')
      .type('html')
      .send(verifyPage({ locale, report, isMissing, timeZone: city().timeZone }))
  }

  router.get('/verify', (request, response) => sendPage(request, response, null))
  router.post('/verify', slowDown, takeUpload, async (request, response) => {
    const upload = request.is(forms) ? await readForm(request) : null
    if (upload === null || upload.kind === 'unreadable') {
      return answerProblem(request, response, 'body-unreadable', city)
    }
    await sendPage(request, response, upload)
  })

  router.post('/api/verify', slowDown, takeUpload, async (request, response) => {
    response.set({ 'access-control-allow-origin': '*', 'cache-control': 'no-store' })
    const upload = await readApiBody(request)
    switch (upload?.kind) {
      case undefined:
        return answerProblem(request, response, 'unsupported-media-type', city)
      case 'unreadable':
        return answerProblem(request, response, 'body-unreadable', city)
      case 'nothing':
        return answerProblem(request, response, 'nothing-to-verify', city)
      case 'given': {
        const { report } = await verifyBadge(upload.input)
        response.json({ ...report, checkedAt: deps.clock().toISOString() })
      }
    }
  })
  return router
}

/** Null for a kind of body that is not taken. */
async function readApiBody(request: Request): Promise<Upload | null> {
  const bytes = bytesOf(request)
  if (bytes.byteLength === 0) return { kind: 'nothing' }
  if (request.is(forms)) return readForm(request)
  if (request.is('application/json')) return readCommand(bytes)
  if (request.is(files)) return { kind: 'given', input: { kind: 'file', bytes } }
  return null
}

function readCommand(bytes: Uint8Array): Upload {
  const json = readBoundedJson(readUtf8(bytes) ?? '')
  if (json.kind === 'fault') return { kind: 'unreadable' }
  const parsed = command.safeParse(json.value)
  if (!parsed.success) return { kind: 'nothing' }
  const input: VerificationInput =
    'link' in parsed.data
      ? { kind: 'link', url: parsed.data.link }
      : { kind: 'text', text: parsed.data.text }
  return { kind: 'given', input }
}
