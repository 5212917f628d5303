import { setTimeout as after } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { ConnectedChannel } from '../../bots/channel.ts'
import { awardEveryoneTasks } from '../conversation/award-everyone.ts'
import type { Database } from '../database/client.ts'
import { createLanes } from '../delivery/lane.ts'
import { deliveryTasks } from '../delivery/tasks.ts'
import { type DeliveryWorker, startWorker } from '../delivery/worker.ts'
import type { Deps } from '../deps.ts'
import type { SafeFetch } from '../http/safe-fetch.ts'
import { readFeeds, readFeedsTask, readFeedsTime } from '../imports/read-feeds.ts'
import { erasureTasks } from '../learners/erase/tasks.ts'
import { remindAll, remindTask, remindTime } from '../reminders/sweep.ts'
import { housekeepingTask, housekeepingTime, keepTerms } from '../retention/keep-terms.ts'
import { importTasks } from '../verification/importing/import-task.ts'
import type { VerifyBadge } from '../verification/verify-badge.ts'
import type { Metrics } from '../web/metrics.ts'
import type { CityKeeper } from './city-keeper.ts'
import type { SharedConnections } from './connections.ts'
import { conversationTasks } from './conversation-tasks.ts'

/** What the jobs need. */
export interface QueueParts {
  readonly db: Database
  readonly databaseUrl: string
  readonly deps: Deps
  readonly cityKeeper: CityKeeper
  readonly channels: readonly ConnectedChannel[]
  readonly verifyBadge: VerifyBadge
  /** Of the sites that activities come from. */
  readonly fetch: SafeFetch
  readonly metrics: Metrics
  readonly log: Logger
  readonly connections: SharedConnections
  /** The name by which this process holds what it sends at once. */
  readonly name: string
}

/** Starts carrying out what the queue holds: deliveries, reminders, imports, and what is done daily. */
export function startQueue(parts: QueueParts): Promise<DeliveryWorker> {
  const { db, deps, log, metrics, verifyBadge, databaseUrl, connections } = parts
  const { cities, extendDemo } = parts.cityKeeper
  const { clock } = deps
  const { jobsAtOnce } = connections
  const channels = new Map(parts.channels.map((channel) => [channel.name, channel]))
  return startWorker({
    databaseUrl,
    tasks: {
      ...deliveryTasks({
        db,
        deps,
        log,
        channels,
        lanes: createLanes([...channels.keys()], jobsAtOnce),
        pause: (milliseconds) => after(milliseconds),
        observe: metrics.observeDelivery,
      }),
      ...importTasks({ db, deps, verifyBadge, channels }),
      ...conversationTasks({ db, deps }),
      ...awardEveryoneTasks({ db, deps, log }),
      ...erasureTasks(db, clock),
      [remindTask]: () => remindAll({ db, cities, observe: metrics.observeNotice }, clock()),
      [readFeedsTask]: () => readFeeds({ db, deps, log, fetch: parts.fetch }),
      [housekeepingTask]: async () => {
        await keepTerms(db, clock())
        await extendDemo(clock())
      },
    },
    cronItems: [
      { task: housekeepingTask, match: housekeepingTime },
      { task: remindTask, match: remindTime },
      { task: readFeedsTask, match: readFeedsTime },
    ],
    log,
    concurrency: jobsAtOnce,
    names: [parts.name],
    maximumConnections: connections.queue,
  })
}
