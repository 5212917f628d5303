import type { Deps } from '../deps.ts'
import type { ObservedTurn } from './handle.ts'
import type { HandleMessage, Message } from './message.ts'

/** So many people are kept in mind at once; whoever wrote longest ago is forgotten first. */
const mostPeople = 10_000
const minuteMilliseconds = 60_000

/** How much one person may have done. */
export interface MessageLimit {
  readonly deps: Pick<Deps, 'clock' | 'seals'>
  /** Messages of one person a minute; 0 for no limit. */
  readonly perMinute: number
  /** Whether a message must be heard whatever came before it. */
  readonly isUrgent: (message: Message) => boolean
  readonly observe: (turn: ObservedTurn) => void
}

/** What one person may still send, which grows back evenly over a minute. */
interface Allowance {
  left: number
  at: number
}

/**
 * Bounds what one person can have this process do: what is over it is acknowledged and dropped, so that
 * the platform does not send it again. Words of distress are let through: nobody in need is put off.
 */
export function limitMessages(
  handle: HandleMessage,
  { deps, perMinute, isUrgent, observe }: MessageLimit,
): HandleMessage {
  if (perMinute === 0) return handle
  const allowances = new Map<string, Allowance>()
  const takes = ({ channel, sender }: Message): boolean => {
    // The address itself is not kept, not even here.
    const person = deps.seals.lookup(channel, sender)
    const now = deps.clock().getTime()
    const known = allowances.get(person) ?? { left: perMinute, at: now }
    const grown = (Math.max(0, now - known.at) * perMinute) / minuteMilliseconds
    const left = Math.min(perMinute, known.left + grown)
    allowances.delete(person)
    allowances.set(person, { left: Math.max(0, left - 1), at: now })
    const [oldest] = allowances.keys()
    if (allowances.size > mostPeople && oldest !== undefined) allowances.delete(oldest)
    return left >= 1
  }
  return async (message) => {
    if (takes(message) || isUrgent(message)) return handle(message)
    observe({ channel: message.channel, handled: 'tooMany', seconds: 0 })
    return 'tooMany'
  }
}
