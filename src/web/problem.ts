import type { ErrorRequestHandler, Request, Response } from 'express'
import type { Logger } from 'pino'
import type { City } from '../cities/city.ts'
import { isDatabaseUnreachable } from '../database/unreachable.ts'
import { faultOf } from '../fault.ts'
import { chooseLocale } from './choose-locale.ts'
import { messagePage } from './pages/message-page.tsx'

/** What went wrong, by a code that stays the same for whoever programs against it. */
const problems = {
  'not-found': 404,
  'link-ended': 410,
  'key-compromised': 410,
  'body-too-large': 413,
  'body-unreadable': 400,
  'not-acceptable': 406,
  'too-many-requests': 429,
  fault: 500,
  unavailable: 503,
} as const
/** Every code that an answer can have. */
export const problemCodes: readonly string[] = Object.keys(problems)
export type ProblemCode = keyof typeof problems

/** When to come back if the database is away: it is mostly a restart. */
const retryAfterSeconds = 10

/**
 * Answers with what went wrong: a kind page for people, problem+json (RFC 9457) for programs.
 *
 * @param city gives the language when the reader tells none.
 */
export function answerProblem(
  request: Request,
  response: Response,
  code: ProblemCode,
  city: () => City,
): void {
  const status = problems[code]
  response.status(status).set('cache-control', 'no-store')
  if (status === 503) response.set('retry-after', String(retryAfterSeconds))
  if (request.accepts(['json', 'html']) === 'html') {
    const locale = chooseLocale(request, city().defaultLocale)
    response.type('html').send(messagePage(locale, code, request.path))
    return
  }
  response
    .type('application/problem+json')
    .send(JSON.stringify({ status, code, title: code.replaceAll('-', ' ') }))
}

/** The last handler: a fault is logged by its kind and place, and never shown. */
export function problemHandler(log: Logger, city: () => City): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) return next(error)
    const code = codeOf(error)
    if (code === 'fault') {
      log.error({ route: request.route?.path ?? null, fault: faultOf(error) }, 'a page failed')
    }
    answerProblem(request, response, code, city)
  }
}

function codeOf(error: unknown): ProblemCode {
  if (isDatabaseUnreachable(error)) return 'unavailable'
  const status = error instanceof Error && 'status' in error ? error.status : null
  if (status === 413) return 'body-too-large'
  // Also an address with a broken %-escape, which Express cannot read.
  return typeof status === 'number' && status >= 400 && status < 500 ? 'body-unreadable' : 'fault'
}
