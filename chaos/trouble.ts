import type { DrawFault } from '../bots/simulator/faults.ts'
import type { Chance } from './chance.ts'
import type { Meddling } from './front.ts'

/** How much goes wrong, as shares of all calls. */
export interface Trouble {
  readonly busy: number
  readonly failing: number
  /** The person blocked us (403). */
  readonly blocked: number
  readonly reset: number
  readonly lostAnswer: number
  readonly slow: number
}

export const calm: Trouble = {
  busy: 0,
  failing: 0,
  blocked: 0,
  reset: 0,
  lostAnswer: 0,
  slow: 0,
}

export const stormy: Trouble = {
  busy: 0.04,
  failing: 0.04,
  blocked: 0.01,
  reset: 0.03,
  lostAnswer: 0.03,
  slow: 0.04,
}

const slowMilliseconds = { least: 200, most: 1500 }

/** What a platform itself answers to a call. */
export function drawFaultOf(chance: Chance, trouble: () => Trouble): DrawFault {
  return (channel) => {
    const { busy, failing, blocked } = trouble()
    const drawn = chance.next()
    if (drawn < busy) return { status: 429, retryAfterSeconds: 1 }
    if (drawn < busy + failing) return { status: 500 }
    // To Twilio 403 is a matter of our account, and not of one person.
    if (drawn < busy + failing + blocked && channel !== 'whatsapp') return { status: 403 }
    return null
  }
}

/** What becomes of a request on its way. */
export function meddlingOf(chance: Chance, trouble: () => Trouble): () => Meddling {
  return () => {
    const { reset, lostAnswer, slow } = trouble()
    const drawn = chance.next()
    if (drawn < reset) return { kind: 'reset' }
    if (drawn < reset + lostAnswer) return { kind: 'lostAnswer' }
    if (drawn < reset + lostAnswer + slow) {
      const milliseconds = chance.whole(slowMilliseconds.least, slowMilliseconds.most)
      return { kind: 'slow', milliseconds }
    }
    return { kind: 'none' }
  }
}
