import { locales } from '../language/locale.ts'
import { type Reader, readerOf } from './reader.ts'
import type { UnderstandingContext, Understood } from './understood.ts'
import { ourWords } from './words/load-words.ts'

const read: Reader<(typeof locales)[number]> = readerOf(ourWords, locales)

/**
 * Understands one message: its language, what is wanted, when, where and about what.
 *
 * Pure and offline. Distress is looked for before anything else. What is not said is null.
 *
 * @param text what somebody typed, of any length
 * @param context the local date and time of asking (`YYYY-MM-DDTHH:mm`) and the city's places
 * @throws {RangeError} when `context.now` does not begin with a calendar day
 */
export function understand(text: string, context: UnderstandingContext): Understood {
  return read(text, context)
}
