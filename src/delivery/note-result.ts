import { isDatabaseUnreachable } from '../database/unreachable.ts'

/** Lets time pass. */
export type Pause = (milliseconds: number) => Promise<void>

const retryMilliseconds = 250

/** One minute in all: a database that is away for longer may cost one copy. */
const mostRetries = 240

/**
 * Writes down what a platform answered, also when the database is away for a moment. It is the only
 * trace that a message was taken: without it, the message would be sent once more.
 *
 * @param note does the same when it is done twice.
 */
export async function insistOnNoting<Noted>(
  pause: Pause,
  note: () => Promise<Noted>,
): Promise<Noted> {
  for (let retry = 0; ; retry += 1) {
    try {
      return await note()
    } catch (error) {
      if (retry >= mostRetries || !isDatabaseUnreachable(error)) throw error
      await pause(retryMilliseconds)
    }
  }
}
