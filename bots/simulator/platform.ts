import { createServer } from 'node:http'
import express from 'express'
import { type Credentials, makeCredentials } from './credentials.ts'
import { type DrawFault, Faults } from './faults.ts'
import { createPerson, type Person } from './person.ts'
import { type PhoneOwner, Phones, type SimulatedChannel } from './phones.ts'
import { SentFiles } from './sent-files.ts'
import { slackApi } from './slack/api.ts'
import { slackModals } from './slack/modals.ts'
import { signer, slackWebhooks } from './slack/webhooks.ts'
import { telegramApi } from './telegram/api.ts'
import { telegramWebhooks } from './telegram/webhooks.ts'
import type { Webhook, WebhookMaker } from './webhook.ts'
import { whatsAppApi } from './whatsapp/api.ts'
import { whatsAppWebhooks } from './whatsapp/webhooks.ts'

/** Stands in for Telegram, Twilio and Slack: their API for the service, and phones for people. */
export interface SimulatedPlatform {
  /** Where its API listens: on this machine only. */
  readonly apiUrl: string
  readonly credentials: Credentials
  readonly phones: Phones
  readonly faults: Faults
  /** How each platform writes what a person does. */
  readonly webhooks: Readonly<Record<SimulatedChannel, WebhookMaker>>
  /** The person behind an address, with a phone in hand. */
  person(owner: PhoneOwner): Person
  /** Sends a request to the service as a platform does, and gives the HTTP status it answered. */
  post(webhook: Webhook): Promise<number>
  stop(): Promise<void>
}

export interface PlatformOptions {
  /** Where the service is reached, without a slash at the end. */
  readonly serviceUrl: string
  readonly clock: () => Date
  /** The fault that a call meets when none was chosen; by default it goes well. */
  readonly drawFault?: DrawFault
}

/** Starts the stand-in on a free port of the loopback address. */
export async function startPlatform(options: PlatformOptions): Promise<SimulatedPlatform> {
  const { serviceUrl, clock } = options
  const credentials = makeCredentials()
  const phones = new Phones(clock)
  const faults = new Faults(options.drawFault)
  const files = new SentFiles()
  const exchange = async ({ path, headers, body }: Webhook) => {
    const response = await fetch(`${serviceUrl}${path}`, { method: 'POST', headers, body })
    return { status: response.status, text: await response.text() }
  }
  const post = async (webhook: Webhook) => (await exchange(webhook)).status
  const app = express()
  app.disable('x-powered-by')
  app.use(telegramApi(credentials.telegram, phones, faults, files))
  app.use(whatsAppApi(credentials.whatsapp, phones, faults, { post, serviceUrl, files, clock }))
  app.use(slackApi(credentials.slack, phones, faults, files))
  const server = createServer(app)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const apiUrl = `http://127.0.0.1:${port}`

  const webhooks: Readonly<Record<SimulatedChannel, WebhookMaker>> = {
    telegram: telegramWebhooks(credentials.telegram, clock, files),
    whatsapp: whatsAppWebhooks(credentials.whatsapp, serviceUrl, { apiUrl, files }),
    slack: slackWebhooks(credentials.slack, clock, { apiUrl, files }),
  }
  const sign = signer(credentials.slack, clock)
  const slackForms = (owner: PhoneOwner) => slackModals({ owner, phones, sign, exchange })
  return {
    apiUrl,
    credentials,
    phones,
    faults,
    webhooks,
    post,
    person: (owner) =>
      createPerson({
        owner,
        phones,
        post,
        webhooks: webhooks[owner.channel],
        forms: owner.channel === 'slack' ? slackForms(owner) : null,
      }),
    stop: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
