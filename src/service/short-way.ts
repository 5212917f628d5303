import { setTimeout as after } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Role } from '../config.ts'
import type { Channel } from '../conversation/channel.ts'
import type { Database } from '../database/client.ts'
import { type AtOnce, answersAtOnce, createAtOnce } from '../delivery/at-once.ts'
import { createLane, type Lane } from '../delivery/lane.ts'
import type { Deps } from '../deps.ts'
import type { Metrics } from '../web/metrics.ts'

/** The short way for answers, from the process that takes the messages. */
export interface ShortWay {
  /** Null where no worker runs in this process, which shows that it lives. */
  readonly atOnce: AtOnce | null
  /** The name that the worker has to show. */
  readonly name: string
  /** Opens the ways to the channels; until then all goes by the queue. */
  open(channels: readonly Channel[]): void
}

/** Makes the short way; it is shut until the channels are known. */
export function createShortWay(
  role: Role,
  {
    db,
    deps,
    log,
    metrics,
  }: {
    readonly db: Database
    readonly deps: Deps
    readonly log: Logger
    readonly metrics: Metrics
  },
): ShortWay {
  const name = `process-${deps.newId()}`
  const channels = new Map<string, Channel>()
  const lanes = new Map<string, Lane>()
  const pause = (milliseconds: number) => after(milliseconds)
  const observe = metrics.observeDelivery
  return {
    name,
    atOnce:
      role === 'all'
        ? createAtOnce({ db, deps, channels, lanes, log, pause, observe }, name)
        : null,
    open(opened) {
      for (const channel of opened) {
        lanes.set(channel.name, createLane(answersAtOnce))
        channels.set(channel.name, channel)
      }
    },
  }
}
