import type { Router } from 'express'
import type { Logger } from 'pino'
import type { Environment } from '../src/config.ts'
import type { Channel } from '../src/conversation/channel.ts'
import type { Examined } from '../src/conversation/examined.ts'
import type { Installations } from '../src/conversation/installations.ts'
import type { HandleMessage } from '../src/conversation/message.ts'
import type { AwardSheets } from '../src/conversation/sheets/award-sheet.ts'
import type { ChatLink, ChatStart } from '../src/deps.ts'

/** A channel that is on: it receives by its routes or its own connection, and sends. */
export interface ConnectedChannel extends Channel {
  /** The webhook routes, mounted at the root of the service's Express app. */
  readonly router: Router
  /** A link that opens a chat with us and carries something there; null when there is none (yet). */
  chatLink(start: ChatStart): ChatLink | null
  /** Looks whether the platform knows us, and our settings, as they must be. It changes nothing. */
  examine?(): Promise<readonly Examined[]>
  /** Begins what needs no webhook (long polling, Socket Mode) and tells the platform our commands. */
  start(): Promise<void>
  /** Ends it; what is being handled is finished first. */
  stop(): Promise<void>
}

/** What a platform tells afterwards about a message that it took. */
export interface DeliveryStatus {
  readonly providerMessageId: string
  readonly kind: 'delivered' | 'failed'
  /** The platform's own error code; null when it gave none. */
  readonly code: string | null
}

/** What a channel gets from the service. */
export interface ChannelContext {
  readonly handle: HandleMessage
  /** For a channel that can ask all questions at once. */
  readonly awardSheets: AwardSheets
  /** Takes what a platform tells later. Throws only when it must be told again. */
  readonly reportStatus: (channel: string, status: DeliveryStatus) => Promise<void>
  /** The accounts that put us in by themselves. */
  readonly installations: Installations
  readonly clock: () => Date
  readonly log: Logger
  /** The configured public address; null when there is none, and webhooks cannot reach us. */
  readonly publicUrl: string | null
}

/**
 * Reads a channel's own settings and connects it; null when none of its settings is there.
 *
 * @throws {ConfigurationError} naming the missing setting, when only some of them are there.
 */
export type ConnectChannel = (
  environment: Environment,
  context: ChannelContext,
) => ConnectedChannel | null
