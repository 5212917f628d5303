import express, { type ErrorRequestHandler, type RequestHandler, Router } from 'express'
import twilio from 'twilio'
import type { ChannelContext } from '../channel.ts'
import { parseStatus, parseWhatsApp } from './parse.ts'
import type { WhatsAppSettings } from './settings.ts'
import { type Form, isFromTwilio, readForm, signatureHeader } from './verify.ts'

/** 4,096 characters of text, each at most 12 bytes in a form, and some fields. */
const bodyLimit = '128kb'

/** Twilio wants to hear what to do next: nothing, since the answer comes by itself. */
const emptyAnswer = new twilio.twiml.MessagingResponse().toString()

/**
 * The webhooks of Twilio: 403 for a signature that is wrong or missing, 413 or 400 for a body that
 * cannot be read, 503 when it could not be kept, and 200 for the rest.
 */
export function whatsAppWebhook(
  { authToken, publicUrl }: Pick<WhatsAppSettings, 'authToken' | 'publicUrl'>,
  { handle, reportStatus, log }: Pick<ChannelContext, 'handle' | 'reportStatus' | 'log'>,
): Router {
  const refuse: RequestHandler = (_request, response) => {
    log.warn({ channel: 'whatsapp', code: 'wrong-signature' }, 'a webhook was turned away')
    response.sendStatus(403)
  }
  const verifyPresent: RequestHandler = (request, response, next) =>
    request.get(signatureHeader) === undefined ? refuse(request, response, next) : next()
  const receive =
    (take: (form: Form) => Promise<void>): RequestHandler =>
    async (request, response, next) => {
      const rawBody: unknown = request.body
      const form = readForm(Buffer.isBuffer(rawBody) ? rawBody.toString('utf8') : '')
      const url = `${publicUrl}${request.originalUrl}`
      if (!isFromTwilio(request.get(signatureHeader), url, form, authToken)) {
        refuse(request, response, next)
        return
      }
      if (form.MessageSid === undefined) {
        response.sendStatus(400)
        return
      }
      try {
        await take(form)
      } catch {
        log.error({ channel: 'whatsapp', code: 'not-handled' }, 'a webhook could not be kept')
        response.sendStatus(503)
        return
      }
      response.type('text/xml').send(emptyAnswer)
    }
  const receiveMessage = receive(async (form) => {
    const message = parseWhatsApp(form)
    if (message !== null) await handle(message)
  })
  const receiveStatus = receive(async (form) => {
    const status = parseStatus(form)
    if (status !== null) await reportStatus('whatsapp', status)
  })
  // What is left here is a body that is too large, or in an encoding we do not know.
  const unreadable: ErrorRequestHandler = (error, _request, response, _next) => {
    response.sendStatus(error?.status >= 400 && error.status < 500 ? error.status : 400)
  }
  const router = Router()
  const readRaw = express.raw({ limit: bodyLimit, type: () => true })
  router.post('/webhooks/whatsapp', verifyPresent, readRaw, receiveMessage)
  router.post('/webhooks/whatsapp/status', verifyPresent, readRaw, receiveStatus)
  router.use('/webhooks/whatsapp', unreadable)
  return router
}
