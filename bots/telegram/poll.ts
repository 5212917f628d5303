import type { Api } from 'grammy'
import type { Update } from 'grammy/types'
import type { HandleMessage } from '../../src/conversation/message.ts'
import { keepTrying, type Pause } from './keep-trying.ts'
import { parseTelegram } from './parse.ts'

/** The kinds of updates that we read. */
export const updateKinds = ['message', 'callback_query', 'my_chat_member'] as const

/** How long Telegram keeps an empty request open. */
export const longPollSeconds = 30

/** The type of a signal in grammY, which is that of a package of its own with the same shape. */
type GrammySignal = NonNullable<Parameters<Api['getUpdates']>[1]>

/** Makes a signal of Node fit grammY. */
export const forGrammy = (signal: AbortSignal) => signal as unknown as GrammySignal

/** What polling needs. */
export interface Polling {
  /** Its own time-out must be longer than {@link longPollSeconds}. */
  readonly api: Api
  readonly handle: HandleMessage
  /** Is told when Telegram did not answer; gives the least number of milliseconds to wait. */
  readonly onFailure: (error: unknown) => number
  /** Is told when an update could not be kept; gives the least number of milliseconds to wait. */
  readonly onNotHandled: () => number
  readonly pause: Pause
  readonly signal: AbortSignal
}

/**
 * Asks for updates, one batch after the other, until the signal is aborted. An update is confirmed,
 * by asking for the one after it, only when it was handled: one that cannot be kept is tried again.
 */
export async function pollUpdates({ api, handle, pause, signal, ...told }: Polling) {
  let offset = 0
  while (!signal.aborted) {
    const updates = await keepTrying(
      (stopped) =>
        api.getUpdates(
          { offset, timeout: longPollSeconds, allowed_updates: updateKinds },
          forGrammy(stopped),
        ),
      told.onFailure,
      pause,
      signal,
    )
    for (const update of updates ?? []) {
      if (signal.aborted) return
      await keepTrying(() => handleUpdate(update, handle), told.onNotHandled, pause, signal)
      offset = update.update_id + 1
    }
  }
}

async function handleUpdate(update: Update, handle: HandleMessage): Promise<void> {
  const message = parseTelegram(update)
  if (message !== null) await handle(message)
}
