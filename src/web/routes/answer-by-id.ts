import type { Request, RequestHandler, Response } from 'express'
import { z } from 'zod'
import type { WebContext } from '../context.ts'
import { answerProblem } from '../problem.ts'

const uuid = z.uuid()

/**
 * Makes handlers of addresses that end in an id, for people and programs from anywhere.
 *
 * @returns a function that takes what answers: it says false when there is nothing by this id.
 */
export const answerById =
  (city: WebContext['city']) =>
  (
    answer: (id: string, request: Request, response: Response) => Promise<boolean>,
  ): RequestHandler =>
  async (request, response) => {
    const id = uuid.safeParse(request.params.id)
    // A verifier on another site may read these, as any program may.
    response.set({ 'access-control-allow-origin': '*', vary: 'Accept, Accept-Language' })
    if (id.success && (await answer(id.data, request, response))) return
    answerProblem(request, response, 'not-found', city)
  }

/** How long others may keep what does not change by itself. */
const keptSeconds = 300

/** Nobody trusts a key longer than this after it turned out to be in the wrong hands. */
const keysKeptSeconds = 60

/** Sends a JSON document that may be kept for some minutes; says false when there is none. */
export const sendDocument = (response: Response, type: string, document: object | null): boolean =>
  send(response, type, document, keptSeconds)

/** Sends a JSON document with keys in it, which may be kept for a minute; says false when there is none. */
export const sendKeys = (response: Response, type: string, document: object | null): boolean =>
  send(response, type, document, keysKeptSeconds)

function send(response: Response, type: string, document: object | null, seconds: number): boolean {
  if (document === null) return false
  response.set('cache-control', `public, max-age=${seconds}`)
  response.type(type).send(JSON.stringify(document))
  return true
}
