import express, { type ErrorRequestHandler, type RequestHandler, Router } from 'express'
import type { ChannelContext } from '../channel.ts'
import { parseTelegram } from './parse.ts'
import { isFromTelegram, secretHeader } from './verify.ts'

/** An update is a few kilobytes; the text in it at most 4,096 characters. */
const bodyLimit = '256kb'

/**
 * The webhook of Telegram: 401 without our secret, 413 or 400 for a body that cannot be read, 503
 * when the update could not be kept, so that Telegram sends it again, and 200 for the rest.
 */
export function telegramWebhook(
  webhookSecret: string,
  { handle, log }: Pick<ChannelContext, 'handle' | 'log'>,
): Router {
  const verify: RequestHandler = (request, response, next) => {
    if (isFromTelegram(request.get(secretHeader), webhookSecret)) return next()
    log.warn({ channel: 'telegram', code: 'wrong-secret' }, 'a webhook was turned away')
    response.sendStatus(401)
  }
  const receive: RequestHandler = async (request, response) => {
    const message = parseTelegram(request.body)
    try {
      if (message !== null) await handle(message)
    } catch {
      log.error({ channel: 'telegram', code: 'not-handled' }, 'an update must be sent again')
      response.sendStatus(503)
      return
    }
    response.sendStatus(200)
  }
  // What is left here is a body that is too large, broken, or in an encoding we do not know.
  const unreadable: ErrorRequestHandler = (error, _request, response, _next) => {
    response.sendStatus(error?.status >= 400 && error.status < 500 ? error.status : 400)
  }
  const router = Router()
  const json = express.json({ limit: bodyLimit, type: () => true })
  router.post('/webhooks/telegram', verify, json, receive)
  router.use('/webhooks/telegram', unreadable)
  return router
}
