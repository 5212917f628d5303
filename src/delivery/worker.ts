import {
  type CronItem,
  parseCronItems,
  Logger as QueueLogger,
  type Runner,
  run,
  type TaskList,
} from 'graphile-worker'
import { Pool } from 'pg'
import type { Logger } from 'pino'

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
}

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
    max: concurrency + 2,
    application_name: 'stapje-worker',
    keepAlive: true,
  })
  // Without listeners a broken idle connection would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))

  let stopping = false
  let current: Runner | null = null

  const begin = async (): Promise<void> => {
    const runner = await run({
      pgPool: pool,
      taskList: tasks,
      concurrency,
      pollInterval: 1000,
      noHandleSignals: true,
      parsedCronItems: parseCronItems([...cronItems]),
      logger: queueLogger(log),
    })
    current = runner
    runner.promise.then(again, again)
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

  return {
    isRunning: () => current !== null,
    async stop() {
      stopping = true
      await current?.stop().catch(() => {})
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
