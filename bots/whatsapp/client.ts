import twilio from 'twilio'
import type { WhatsAppSettings } from './settings.ts'

const sendTimeoutMilliseconds = 10_000

/** Sends what is meant for Twilio's servers to another one, such as that of a test. */
class RedirectedRequestClient extends twilio.RequestClient {
  readonly #apiRoot: string

  constructor(apiRoot: string) {
    super({ timeout: sendTimeoutMilliseconds })
    this.#apiRoot = apiRoot
  }

  override request: twilio.RequestClient['request'] = (options) => {
    const { pathname, search } = new URL(options.uri)
    return super.request({ ...options, uri: `${this.#apiRoot}${pathname}${search}` })
  }
}

/** Makes Twilio's client. It does not try again by itself: the queue does. */
export function twilioClient({ accountSid, authToken, apiRoot }: WhatsAppSettings): twilio.Twilio {
  const httpClient =
    apiRoot === null
      ? new twilio.RequestClient({ timeout: sendTimeoutMilliseconds })
      : new RedirectedRequestClient(apiRoot)
  return twilio(accountSid, authToken, { httpClient, autoRetry: false })
}
