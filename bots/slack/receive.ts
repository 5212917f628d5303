import type { App, Receiver } from '@slack/bolt'
import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  Router,
} from 'express'
import { z } from 'zod'
import type { ChannelContext } from '../channel.ts'
import { processed } from './process.ts'
import { isFresh, isFromSlack } from './verify.ts'

/** An event with 40,000 characters of text and its blocks stays well below it. */
const bodyLimit = '512kb'

/** The app was taken out of a workspace, or its token was. */
const uninstalled = z.object({
  team_id: z.string(),
  event: z.object({ type: z.enum(['app_uninstalled', 'tokens_revoked']) }),
})

/** A form of Slack as an object; interactivity has its JSON in one field of it. */
type Decode = (rawBody: string) => unknown

const formOf: Decode = (rawBody) => Object.fromEntries(new URLSearchParams(rawBody))
const decodeEvent: Decode = (rawBody) => JSON.parse(rawBody)
const decodeInteractivity: Decode = (rawBody) =>
  JSON.parse(new URLSearchParams(rawBody).get('payload') ?? '')

/**
 * Takes Slack's webhooks and hands them to Bolt: 401 for a signature that is wrong, missing or
 * stale, 413 or 400 for a body that cannot be read, 503 when it could not be kept, so that Slack
 * sends it again, and 200 for the rest. Bolt's own receivers acknowledge an event before it is
 * handled, and take one from the future: this does neither.
 */
export class SlackWebhooks implements Receiver {
  readonly router: Router
  readonly #log: ChannelContext['log']
  readonly #leave: (team: string) => Promise<void>
  #app: Pick<App, 'processEvent'> | null = null

  constructor(
    signingSecret: string,
    { clock, log }: Pick<ChannelContext, 'clock' | 'log'>,
    leave: (team: string) => Promise<void> = async () => {},
  ) {
    this.#log = log
    this.#leave = leave
    this.router = Router()
    const refuse: (code: string) => RequestHandler = (code) => (_request, response) => {
      log.warn({ channel: 'slack', code }, 'a webhook was turned away')
      response.sendStatus(401)
    }
    const verifyFresh: RequestHandler = (request, response, next) =>
      isFresh(signatureOf(request), clock()) ? next() : refuse('stale')(request, response, next)
    const verifySigned: RequestHandler = (request, response, next) =>
      isFromSlack(signatureOf(request), rawBodyOf(request), signingSecret)
        ? next()
        : refuse('wrong-signature')(request, response, next)
    const readRaw = express.raw({ limit: bodyLimit, type: () => true })
    // What is left here is a body that is too large, or in an encoding we do not know.
    const unreadable: ErrorRequestHandler = (error, _request, response, _next) => {
      response.sendStatus(error?.status >= 400 && error.status < 500 ? error.status : 400)
    }
    const paths = { events: decodeEvent, commands: formOf, interactivity: decodeInteractivity }
    for (const [path, decode] of Object.entries(paths)) {
      const at = `/webhooks/slack/${path}`
      this.router.post(at, verifyFresh, readRaw, verifySigned, this.#receive(decode))
      this.router.use(at, unreadable)
    }
  }

  init(app: App): void {
    this.#app = app
  }

  async start(): Promise<void> {}

  async stop(): Promise<void> {}

  #receive(decode: Decode): RequestHandler {
    return async (request, response) => {
      const body = decodeOrNull(decode, rawBodyOf(request))
      if (body === null) {
        response.sendStatus(400)
        return
      }
      if (body.type === 'url_verification') {
        response.json({ challenge: String(body.challenge) })
        return
      }
      try {
        const left = uninstalled.safeParse(body)
        if (left.success) await this.#leave(left.data.team_id)
        const answer = await processed(this.#app, body)
        if (answer === null) response.status(200).end()
        else response.json(answer)
      } catch {
        this.#log.error({ channel: 'slack', code: 'not-handled' }, 'an event must be sent again')
        response.sendStatus(503)
      }
    }
  }
}

const signatureOf = (request: Request) => ({
  signature: request.get('x-slack-signature'),
  timestamp: request.get('x-slack-request-timestamp'),
})

/** A request without a body has none to parse, but it can be signed. */
const rawBodyOf = (request: Request): Buffer =>
  Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)

function decodeOrNull(decode: Decode, rawBody: Buffer): Record<string, unknown> | null {
  try {
    const body = decode(rawBody.toString('utf8'))
    return typeof body === 'object' && body !== null ? { ...body } : null
  } catch {
    return null
  }
}
