import { type App, type Receiver, SocketModeReceiver } from '@slack/bolt'
import type { ChannelContext } from '../channel.ts'
import { processed } from './process.ts'
import { quietLogger } from './quiet-logger.ts'
import { readSlackFailure } from './send.ts'

/** Waits; resolves at once when the signal is aborted. */
export type Pause = (milliseconds: number, signal: AbortSignal) => Promise<void>

/** Slack closes a socket every few hours; a refused one is tried again more patiently. */
const afterCloseMilliseconds = 1000
const afterFailureMilliseconds = 10_000

interface Envelope {
  readonly body: Record<string, unknown>
  readonly ack: (answer?: Record<string, unknown>) => Promise<void>
}

/** What a socket needs. */
export interface SocketOptions {
  readonly appToken: string
  /** Another Web API than Slack's own, with a slash at the end. */
  readonly apiUrl: string | null
  readonly log: ChannelContext['log']
  readonly pause: Pause
}

/**
 * Takes Slack's events over a socket, without a public address. An event is acknowledged only when
 * it was handled, so that Slack sends again what could not be kept. It connects again by itself:
 * Bolt's own way of doing that ends the process when Slack cannot be reached.
 */
export class SlackSocket implements Receiver {
  readonly #client: SocketModeReceiver['client']
  readonly #options: SocketOptions
  readonly #stopping = new AbortController()
  readonly #handling = new Set<Promise<void>>()
  #app: Pick<App, 'processEvent'> | null = null
  #isOpen = false
  #running: Promise<void> = Promise.resolve()

  constructor(options: SocketOptions) {
    this.#options = options
    const { appToken, apiUrl } = options
    const clientOptions = {
      retryConfig: { retries: 0 },
      ...(apiUrl !== null && { slackApiUrl: apiUrl }),
    }
    // Bolt's receiver is never told of the app: only its client is used.
    this.#client = new SocketModeReceiver({
      appToken,
      logger: quietLogger,
      autoReconnectEnabled: false,
      installerOptions: { clientOptions },
    }).client
    this.#client.on('slack_event', (envelope: Envelope) => {
      const handling = this.#take(envelope).finally(() => this.#handling.delete(handling))
      this.#handling.add(handling)
    })
  }

  init(app: App): void {
    this.#app = app
  }

  /** Connects in the background, and again whenever the socket closes. */
  async start(): Promise<void> {
    this.#running = this.#stayConnected(this.#stopping.signal)
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    await Promise.all(this.#handling)
    if (this.#isOpen) await this.#client.disconnect()
    await this.#running
  }

  async #stayConnected(signal: AbortSignal): Promise<void> {
    const { log, pause } = this.#options
    while (!signal.aborted) {
      const closed = new Promise((resolve) => this.#client.once('disconnected', resolve))
      try {
        await this.#client.start()
        this.#isOpen = true
        if (signal.aborted) await this.#client.disconnect()
        await closed
        this.#isOpen = false
        await pause(afterCloseMilliseconds, signal)
      } catch (error) {
        this.#isOpen = false
        log.warn(
          { channel: 'slack', code: readSlackFailure(error).code },
          'no socket; trying again',
        )
        await pause(afterFailureMilliseconds, signal)
      }
    }
  }

  async #take({ body, ack }: Envelope): Promise<void> {
    try {
      const answer = await processed(this.#app, body)
      await (answer === null ? ack() : ack(answer))
    } catch {
      this.#options.log.error({ channel: 'slack', code: 'not-handled' }, 'an event is not taken')
    }
  }
}
