import type { Logger } from 'pino'
import type { ChannelContext, ConnectedChannel } from '../../bots/channel.ts'
import { connectChannels } from '../../bots/index.ts'
import type { SimulatedPlatform } from '../../bots/simulator/platform.ts'
import type { Config } from '../config.ts'
import { ConfigurationError } from '../configuration-error.ts'
import { isInDistress, readMessage } from '../conversation/answer.ts'
import { createHandleMessage } from '../conversation/handle.ts'
import { createInstallations } from '../conversation/installations.ts'
import { limitMessages } from '../conversation/limit-messages.ts'
import { createAwardSheets } from '../conversation/sheets/award-sheet.ts'
import { mustBeFree } from '../database/embedded/instance-lock.ts'
import type { Deps } from '../deps.ts'
import { createSafeFetch, type SafeFetch } from '../http/safe-fetch.ts'
import { sourceTimeoutMilliseconds } from '../imports/open-source.ts'
import { checkKeys } from '../signing/check-keys.ts'
import { createKeyRing, prepareKeys } from '../signing/key-ring.ts'
import { createSeals } from '../signing/seals.ts'
import { createVerifyBadge } from '../verification/verify-badge.ts'
import { createHealthApp } from '../web/health-app.ts'
import { createMetrics } from '../web/metrics.ts'
import { createWebApp } from '../web/server.ts'
import { chatWaysOf } from './chat-ways.ts'
import { keepCities } from './city-keeper.ts'
import { shareConnections } from './connections.ts'
import { prepareDatabase } from './database.ts'
import { listen } from './listen.ts'
import { readOutboxSizes } from './outbox-sizes.ts'
import { startQueue } from './queue.ts'
import { readiness } from './ready.ts'
import { createReportStatus } from './report-status.ts'
import { secretOf } from './secret.ts'
import { createShortWay } from './short-way.ts'
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

/** How long another site gets to answer while somebody waits for a verification. */
const fetchTimeoutMilliseconds = 6000

/**
 * Starts what the process is for, in order: port, database, secret, city, keys, channels, queue, pages.
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
  if (isTryout && config.role !== 'all') {
    throw new ConfigurationError('STAPJE_ROLE', 'needs a channel: trying it out is one process')
  }
  const connections = shareConnections(config.role, config.databaseConnections)
  const secret = await secretOf(config, isTryout)

  const { db, url: databaseUrl } = await prepareDatabase(config, log, undo, connections.database)
  const seals = createSeals(secret)
  await checkKeys(db, seals)
  const cityKeeper = await keepCities(db, isTryout, clock(), undo)
  const keyRing = createKeyRing({ ...runtime, seals, siteUrl })
  await prepareKeys(db, keyRing)

  const { cities } = cityKeeper
  let channels: readonly ConnectedChannel[] = connected
  const chatLinks: Deps['chatLinks'] = (payload) =>
    channels.map((channel) => channel.chatLink(payload)).filter((link) => link !== null)
  const deps: Deps = { ...runtime, seals, keyRing, siteUrl, chatLinks }
  const metrics = createMetrics(() => readOutboxSizes(db))
  const fetch = runtime.fetch ?? createSafeFetch({ timeoutMilliseconds: fetchTimeoutMilliseconds })
  const verifyBadge = createVerifyBadge({ db, deps, fetch })
  const observe = metrics.observeTurn
  const shortWay = createShortWay(config.role, { db, deps, log, metrics })
  const { atOnce } = shortWay
  late.open({
    handle: limitMessages(createHandleMessage({ db, deps, cities, log, observe, atOnce }), {
      ...{ deps, observe, perMinute: config.messagesPerMinute },
      isUrgent: ({ body }) =>
        body.kind === 'reachability' || isInDistress(readMessage(body, cities.home(), clock())),
    }),
    awardSheets: createAwardSheets({ db, deps, cities }),
    reportStatus: createReportStatus(db, log),
    installations: createInstallations(db, deps),
  })
  const demo = cityKeeper.demo()
  const tryout: Tryout | null =
    isTryout && demo !== null
      ? await startTryout({ db, deps, city: demo, context: late.context, siteUrl, undo })
      : null
  channels = tryout?.channels ?? connected

  const worker =
    config.role === 'web'
      ? null
      : await startQueue({
          ...{
            db,
            databaseUrl,
            deps,
            cityKeeper,
            channels,
            verifyBadge,
            fetch:
              runtime.fetch ?? createSafeFetch({ timeoutMilliseconds: sourceTimeoutMilliseconds }),
            metrics,
            log,
            connections,
            name: shortWay.name,
          },
        })
  undo.add(async () => worker?.stop())
  shortWay.open(channels)
  // While it finishes, this process still has to show that it lives.
  undo.add(async () => atOnce?.stop())
  const ready = () => readiness(db, worker)

  if (config.role === 'worker') {
    http.answerWith(createHealthApp({ ready, metrics }))
  } else {
    http.answerWith(
      createWebApp({
        ...{ db, deps, cities, log, metrics, verifyBadge, fetch, ready },
        city: cities.home,
        routers: [
          ...channels.map(({ router }) => router),
          ...(tryout === null ? [] : [tryout.router]),
        ],
        chatWays: (asked) =>
          chatWaysOf(channels, tryout !== null, asked, cities.all().length === 1),
        trustedProxies: config.trustedProxies,
      }),
    )
  }
  // Without a public address the platforms are polled, which one process does: that of the web.
  const listens = config.role !== 'worker' || config.publicUrl !== null
  for (const channel of listens ? channels : []) {
    await channel.start()
    undo.add(() => channel.stop())
  }
  return {
    url,
    publicUrl: config.publicUrl,
    channels: channels.map(({ name }) => name),
    platform: tryout?.platform ?? null,
    async stop() {
      // First of all: what comes in now is for another process, and what is at hand needs the rest.
      await http.close()
      await undo.undoAll()
    },
  }
}

type Door = Pick<ChannelContext, 'handle' | 'awardSheets' | 'reportStatus' | 'installations'>

/** The channels' context, whose door is shut (503 to the platforms) until the core is there. */
function lateContext(config: Config, { log, clock }: Runtime) {
  const shut = () => Promise.reject(new Error('The service is starting.'))
  const shutInstallations = { save: shut, find: shut, remove: shut }
  let door: Door = {
    handle: shut,
    awardSheets: { open: shut, check: shut },
    reportStatus: shut,
    installations: shutInstallations,
  }
  const context: ChannelContext = {
    handle: (message) => door.handle(message),
    awardSheets: {
      open: (user) => door.awardSheets.open(user),
      check: (user, filled) => door.awardSheets.check(user, filled),
    },
    reportStatus: (channel, status) => door.reportStatus(channel, status),
    installations: {
      save: (...saved) => door.installations.save(...saved),
      find: (...asked) => door.installations.find(...asked),
      remove: (...left) => door.installations.remove(...left),
    },
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
