import { EventEmitter } from 'node:events'
import {
  type CronItem,
  parseCronItems,
  Logger as QueueLogger,
  type Runner,
  run,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker'
import { Pool } from 'pg'
import type { Logger } from 'pino'
import { showLiveness, watchAbandonedJobs } from './abandoned-jobs.ts'

/** A queue worker that is at work until it is stopped. */
export interface DeliveryWorker {
  /** True while jobs are being taken. */
  isRunning(): boolean
  /** Finishes the jobs at hand and takes no new ones. */
  stop(): Promise<void>
}

/** What the worker runs on. */
export interface WorkerOptions {
  readonly databaseUrl: string
  readonly tasks: TaskList
  /** What is done at set times, once over all processes. */
  readonly cronItems: readonly CronItem[]
  readonly log: Logger
  /** Jobs at once in this process. */
  readonly concurrency: number
  /** Further names that this process goes by, shown as alive for as long as it takes jobs. */
  readonly names?: readonly string[]
  /** Connections of the queue itself; by default one a job and three more. */
  readonly maximumConnections?: number
}

/** How often the queue is looked at for jobs that waited for a time. */
const pollMilliseconds = 1000

/**
 * After so many polls in a row that every worker saw fail, all of them are started anew. The library
 * keeps what it learnt of the tasks, also when that was "the connection broke": it would fail for ever.
 */
const pollsBeforeRestart = 3

/** How often jobs of killed processes are looked for: within ten seconds they are taken up again. */
const abandonedMilliseconds = 2000

/** How long to wait before the worker is started again after the database was lost. */
const restartMilliseconds = 1000

/**
 * Starts taking jobs. Jobs come by LISTEN/NOTIFY, within milliseconds; the poll is for those that
 * waited for a time. When the database is lost the worker starts again by itself until stopped.
 */
export async function startWorker(options: WorkerOptions): Promise<DeliveryWorker> {
  const { databaseUrl, tasks, cronItems, log, concurrency } = options
  const pool = new Pool({
    connectionString: databaseUrl,
    max: options.maximumConnections ?? concurrency + 3,
    application_name: 'stapje-worker',
    keepAlive: true,
  })
  // Without listeners a broken idle connection would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))

  let stopping = false
  let current: Runner | null = null
  const liveness = await showLiveness(pool)
  for (const name of options.names ?? []) liveness.show(name)
  const abandoned = watchAbandonedJobs()

  const begin = async (): Promise<void> => {
    let failures = 0
    const holders: string[] = []
    const events: WorkerEvents = new EventEmitter()
    // The queue notes a job as held by the pool of workers, not by the one that does it.
    events.on('pool:create', ({ workerPool }) => {
      holders.push(workerPool.id)
      liveness.show(workerPool.id)
    })
    const runner = await run({
      pgPool: pool,
      taskList: tasks,
      concurrency,
      pollInterval: pollMilliseconds,
      noHandleSignals: true,
      parsedCronItems: parseCronItems([...cronItems]),
      logger: queueLogger(log),
      events,
    })
    current = runner
    const ended = (): void => {
      for (const holder of holders) liveness.hide(holder)
      again()
    }
    runner.promise.then(ended, ended)
    events.on('worker:getJob:empty', () => {
      failures = 0
    })
    events.on('worker:getJob:error', () => {
      failures += 1
      if (failures === concurrency * pollsBeforeRestart) runner.stop().catch(() => {})
    })
  }
  const again = (): void => {
    current = null
    if (stopping) return
    log.warn('the queue worker stopped; starting it again')
    setTimeout(() => {
      if (!stopping) begin().catch(again)
    }, restartMilliseconds).unref()
  }
  await begin()
  const lookForAbandoned = setInterval(() => {
    // While the database is away there is nothing to give back.
    abandoned.look(pool).catch(() => {})
  }, abandonedMilliseconds).unref()

  return {
    isRunning: () => current !== null,
    async stop() {
      stopping = true
      clearInterval(lookForAbandoned)
      await current?.stop().catch(() => {})
      liveness.stop()
      await pool.end()
    },
  }
}

/** The queue's own log lines, at our levels; payloads are never in them. */
function queueLogger(log: Logger): QueueLogger {
  return new QueueLogger(() => (level, message) => {
    if (level === 'error') log.error({ from: 'queue' }, message)
    else if (level === 'warning') log.warn({ from: 'queue' }, message)
    else log.debug({ from: 'queue' }, message)
  })
}
