import type { SendResult } from '../conversation/channel.ts'

/**
 * The way of this process to one channel. It is narrower than all the work at once, so that a channel
 * that hangs leaves room for the others, and it is shut for a while when the channel does not answer.
 */
export interface Lane {
  /** Asks to send now; gives how long to wait where there is no room. Who was let in must leave. */
  enter(
    now: Date,
  ): { readonly kind: 'in' } | { readonly kind: 'wait'; readonly milliseconds: number }
  leave(result: SendResult['kind'] | 'noAnswer', now: Date): void
}

/** After so many failures in a row a channel is left alone for a while. */
const failuresBeforeRest = 3
const shortestRestMilliseconds = 1000
const longestRestMilliseconds = 30_000

/** How long to wait for room. */
const crowdedMilliseconds = 1000

/** Makes a lane on which so many messages are under way at once at most. */
export function createLane(most: number): Lane {
  let underWay = 0
  let failures = 0
  let restsUntil = 0
  return {
    enter(now) {
      const rest = restsUntil - now.getTime()
      if (failures >= failuresBeforeRest) {
        if (rest > 0) return { kind: 'wait', milliseconds: rest }
        // One goes ahead to see whether it answers again.
        if (underWay > 0) return { kind: 'wait', milliseconds: crowdedMilliseconds }
      }
      if (underWay >= most) return { kind: 'wait', milliseconds: crowdedMilliseconds }
      underWay += 1
      return { kind: 'in' }
    },
    leave(result, now) {
      underWay -= 1
      if (result !== 'noAnswer') {
        failures = 0
        return
      }
      failures += 1
      if (failures < failuresBeforeRest) return
      const rest = shortestRestMilliseconds * 2 ** (failures - failuresBeforeRest)
      restsUntil = now.getTime() + Math.min(rest, longestRestMilliseconds)
    },
  }
}

/** Makes the lanes of the channels: each leaves some of the work at once to the others. */
export function createLanes(
  channels: readonly string[],
  concurrency: number,
): ReadonlyMap<string, Lane> {
  const kept = channels.length > 1 ? Math.max(1, Math.floor(concurrency / 4)) : 0
  return new Map(channels.map((name) => [name, createLane(Math.max(1, concurrency - kept))]))
}
