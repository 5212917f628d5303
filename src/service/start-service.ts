import type { Logger } from 'pino'
import type { ChannelContext, ConnectedChannel } from '../../bots/channel.ts'
import { connectChannels } from '../../bots/index.ts'
import type { SimulatedPlatform } from '../../bots/simulator/platform.ts'
import type { Config } from '../config.ts'
import { awardEveryoneTasks } from '../conversation/award-everyone.ts'
import { createHandleMessage } from '../conversation/handle.ts'
import { createAwardSheets } from '../conversation/sheets/award-sheet.ts'
import { mustBeFree } from '../database/embedded/instance-lock.ts'
import { deliveryTasks } from '../delivery/tasks.ts'
import { startWorker } from '../delivery/worker.ts'
import type { Deps } from '../deps.ts'
import { createSafeFetch, type SafeFetch } from '../http/safe-fetch.ts'
import { erasureTasks } from '../learners/erase/tasks.ts'
import { remindAll, remindTask, remindTime } from '../reminders/sweep.ts'
import { housekeepingTask, housekeepingTime, keepTerms } from '../retention/keep-terms.ts'
import { checkKeys } from '../signing/check-keys.ts'
import { createKeyRing, prepareKeys } from '../signing/key-ring.ts'
import { createSeals } from '../signing/seals.ts'
import { importTasks } from '../verification/importing/import-task.ts'
import { createVerifyBadge } from '../verification/verify-badge.ts'
import { createMetrics } from '../web/metrics.ts'
import { createWebApp } from '../web/server.ts'
import { chatWaysOf } from './chat-ways.ts'
import { keepCity } from './city-keeper.ts'
import { conversationTasks } from './conversation-tasks.ts'
import { prepareDatabase } from './database.ts'
import { listen } from './listen.ts'
import { readiness } from './ready.ts'
import { createReportStatus } from './report-status.ts'
import { secretOf } from './secret.ts'
import { createUndoStack, type UndoStack } from './stack.ts'
import { startTryout, type Tryout } from './tryout.ts'

/** What differs between a real run and a test. */
export type Runtime = Pick<Deps, 'clock' | 'randomBytes' | 'newId'> & {
  readonly log: Logger
  /** How other sites are asked; by default the public internet only. */
  readonly fetch?: SafeFetch
}

/** The service, at work. */
export interface Service {
  /** Where its pages are, for whoever is on this machine. */
  readonly url: string
  /** The configured address for everybody else; null when there is none. */
  readonly publicUrl: string | null
  /** Names of the channels that are on. */
  readonly channels: readonly string[]
  /** Stands in for the platforms while no real channel is set; null otherwise. */
  readonly platform: SimulatedPlatform | null
  /** Takes nothing new, finishes what is at hand, and lets everything go. */
  stop(): Promise<void>
}

/** Jobs at once in one process: more than this waits for the database, not for the platforms. */
const workerConcurrency = 8

/** How long another site gets to answer while somebody waits for a verification. */
const fetchTimeoutMilliseconds = 6000

/**
 * Starts everything, in order: port, database, secret, city, keys, channels, worker, pages.
 *
 * @throws {ConfigurationError} naming the setting to mend; what was started until then is stopped.
 */
export async function startService(config: Config, runtime: Runtime): Promise<Service> {
  const undo = createUndoStack()
  try {
    return await start(config, runtime, undo)
  } catch (error) {
    await undo.undoAll()
    throw error
  }
}

async function start(config: Config, runtime: Runtime, undo: UndoStack): Promise<Service> {
  const { log, clock } = runtime
  if (config.databaseUrl === null) await mustBeFree(config.dataDirectory)
  const http = await listen(config.port)
  undo.add(() => http.close())
  const url = `http://localhost:${http.port}`
  const siteUrl = config.publicUrl ?? url

  // Settings are checked before anything is written: the door is put in once it is made.
  const late = lateContext(config, runtime)
  const connected = connectChannels(config.environment, late.context)
  const isTryout = connected.length === 0
  const secret = await secretOf(config, isTryout)

  const { db, url: databaseUrl } = await prepareDatabase(config, log, undo)
  const seals = createSeals(secret)
  await checkKeys(db, seals)
  const cityKeeper = await keepCity(db, isTryout, clock(), undo)
  const keyRing = createKeyRing({ ...runtime, seals, siteUrl })
  await prepareKeys(db, keyRing)

  const { city, extendDemo } = cityKeeper
  let channels: readonly ConnectedChannel[] = connected
  const chatLinks: Deps['chatLinks'] = (payload) =>
    channels.map((channel) => channel.chatLink(payload)).filter((link) => link !== null)
  const deps: Deps = { ...runtime, seals, keyRing, siteUrl, chatLinks }
  const metrics = createMetrics()
  const fetch = runtime.fetch ?? createSafeFetch({ timeoutMilliseconds: fetchTimeoutMilliseconds })
  const verifyBadge = createVerifyBadge({ db, deps, fetch })
  late.open({
    handle: createHandleMessage({ db, deps, city, log, observe: metrics.observeTurn }),
    awardSheets: createAwardSheets({ db, deps, city }),
    reportStatus: createReportStatus(db, log),
  })
  const tryout: Tryout | null = isTryout
    ? await startTryout({ db, deps, city, context: late.context, siteUrl, undo })
    : null
  channels = tryout?.channels ?? connected

  const byName = new Map(channels.map((channel) => [channel.name, channel]))

  const worker = await startWorker({
    databaseUrl,
    tasks: {
      ...deliveryTasks({
        db,
        deps,
        log,
        channels: byName,
        observe: metrics.observeDelivery,
      }),
      ...importTasks({ db, deps, verifyBadge, channels: byName }),
      ...conversationTasks({ db, deps, city }),
      ...awardEveryoneTasks({ db, deps, log }),
      ...erasureTasks(db, clock),
      [remindTask]: () => remindAll({ db, city, observe: metrics.observeNotice }, clock()),
      [housekeepingTask]: async () => {
        await keepTerms(db, clock())
        await extendDemo(clock())
      },
    },
    cronItems: [
      { task: housekeepingTask, match: housekeepingTime },
      { task: remindTask, match: remindTime },
    ],
    log,
    concurrency: workerConcurrency,
  })
  undo.add(() => worker.stop())

  http.answerWith(
    createWebApp({
      db,
      deps,
      city,
      log,
      metrics,
      verifyBadge,
      routers: [
        ...channels.map(({ router }) => router),
        ...(tryout === null ? [] : [tryout.router]),
      ],
      chatWays: () => chatWaysOf(channels, tryout !== null, city().defaultLocale),
      ready: () => readiness(db, worker),
      trustedProxies: config.trustedProxies,
    }),
  )
  for (const channel of channels) {
    await channel.start()
    undo.add(() => channel.stop())
  }
  return {
    url,
    publicUrl: config.publicUrl,
    channels: channels.map(({ name }) => name),
    platform: tryout?.platform ?? null,
    stop: () => undo.undoAll(),
  }
}

type Door = Pick<ChannelContext, 'handle' | 'awardSheets' | 'reportStatus'>

/** The channels' context, whose door is shut (503 to the platforms) until the core is there. */
function lateContext(config: Config, { log, clock }: Runtime) {
  const shut = () => Promise.reject(new Error('The service is starting.'))
  let door: Door = {
    handle: shut,
    awardSheets: { open: shut, check: shut },
    reportStatus: shut,
  }
  const context: ChannelContext = {
    handle: (message) => door.handle(message),
    awardSheets: {
      open: (user) => door.awardSheets.open(user),
      check: (user, filled) => door.awardSheets.check(user, filled),
    },
    reportStatus: (channel, status) => door.reportStatus(channel, status),
    clock,
    log,
    publicUrl: config.publicUrl,
  }
  return {
    context,
    open(opened: Door) {
      door = opened
    },
  }
}
