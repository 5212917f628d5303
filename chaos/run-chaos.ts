import { setTimeout as after } from 'node:timers/promises'
import type { PhoneOwner } from '../bots/simulator/phones.ts'
import { startPlatform } from '../bots/simulator/platform.ts'
import { type Database, openDatabase } from '../src/database/client.ts'
import { createSeals } from '../src/signing/seals.ts'
import { type Chance, createChance } from './chance.ts'
import type { RunDatabase } from './database.ts'
import { startFront } from './front.ts'
import { type Findings, judge } from './judge.ts'
import { Ledger } from './ledger.ts'
import { castOf, insist, type Sent } from './people.ts'
import { findPerson, makeWorker, prepareCity } from './prepare.ts'
import { giveBadge, greeting, learnerScript, tryForPlace } from './script.ts'
import { type ServicePark, startPark } from './service.ts'
import { calm, drawFaultOf, meddlingOf, stormy } from './trouble.ts'

export interface ChaosOptions {
  /** The built program: the path of `main.js`. */
  readonly program: string
  readonly database: RunDatabase
  /** What the database's keys were, or will be, sealed with. */
  readonly secret: string
  readonly seed: number
  readonly kills: number
  readonly interruptions: number
  readonly learnersPerChannel: number
  /** Times that each learner does the whole script. */
  readonly rounds: number
  /** From one kill to the next, at the least and at the most. */
  readonly killAfterMilliseconds: { readonly least: number; readonly most: number }
  /** How long the queue may take at the end to send what waits. */
  readonly drainMilliseconds: number
}

/** Two at once, on one database. */
const instances = 2

/**
 * Has people on three channels talk to two processes of the service while those are killed, the
 * database goes away and the platforms misbehave; then looks what became of every message.
 */
export async function runChaos(options: ChaosOptions): Promise<Findings> {
  const { program, database, secret, seed, learnersPerChannel, rounds } = options
  const chance = createChance(seed)
  let trouble = calm
  const ledger = new Ledger()
  let address: () => string | null = () => null
  const balancer = await startFront({
    target: () => address(),
    meddle: meddlingOf(createChance(seed + 1), () => ({ ...trouble, slow: 0 })),
  })
  const platform = await startPlatform({
    serviceUrl: balancer.url,
    clock: () => new Date(),
    drawFault: drawFaultOf(createChance(seed + 2), () => trouble),
  })
  const meddle = meddlingOf(createChance(seed + 3), () => trouble)
  const environment = {
    DATABASE_URL: database.url,
    STAPJE_SECRET: secret,
    PUBLIC_URL: balancer.url,
    MESSAGES_PER_MINUTE: '0',
  }
  const park = await startPark({ program, instances, platform, environment, ledger, meddle })
  address = park.address
  const db = openDatabase(database.url)
  try {
    const seals = createSeals(secret)
    const city = await prepareCity(db, new Date())
    const { models, learners, workers } = castOf(learnersPerChannel)
    const sent: Sent = { accepted: 0, again: 0 }
    const script = Array.from({ length: rounds }, () => learnerScript(city)).flat()
    const act = (owner: PhoneOwner, action: Parameters<typeof insist>[2]) =>
      insist(platform, owner, action, sent)
    const doAll = async (owner: PhoneOwner) => {
      for (const action of script) await act(owner, action)
    }

    await Promise.all([...models, ...learners, ...workers].map((owner) => act(owner, greeting)))
    await Promise.all(models.map(doAll))
    for (const worker of workers) await makeWorker(db, seals, worker, new Date())
    const codes = await Promise.all(
      learners.map(async (owner) => ({
        channel: owner.channel,
        code: (await findPerson(db, seals, owner)).learnerCode,
      })),
    )
    await untilEmpty(db, options.drainMilliseconds)

    trouble = stormy
    const startedAt = performance.now()
    const storm = rage(options, chance, park)
    await Promise.all([
      ...learners.map(async (owner) => {
        await doAll(owner)
        await act(owner, tryForPlace(city))
      }),
      ...workers.map(async (worker) => {
        for (const { code } of codes.filter(({ channel }) => channel === worker.channel)) {
          await act(worker, giveBadge(code))
        }
      }),
    ])
    const struck = await storm
    trouble = calm
    const loadSeconds = (performance.now() - startedAt) / 1000
    await untilEmpty(db, options.drainMilliseconds)
    const drainSeconds = (performance.now() - startedAt) / 1000 - loadSeconds
    const exitCodes = await park.stop()
    return await judge({
      ...{ db, seals, city, ledger, phones: platform.phones, sent },
      ...{ models, learners, workers },
      ...{ loadSeconds, drainSeconds, exitCodes, faults: park.faults(), ...struck },
    })
  } finally {
    await park.stop()
    await db.$disconnect()
    await platform.stop()
    await balancer.stop()
  }
}

const awayMilliseconds = { least: 1000, most: 4000 }

/** Kills and interrupts, one after the other, spread at random. */
async function rage(options: ChaosOptions, chance: Chance, park: ServicePark) {
  const { kills, killAfterMilliseconds: pause, database, interruptions } = options
  const moments = new Set<number>()
  while (database.interrupt !== null && moments.size < Math.min(interruptions, kills)) {
    moments.add(chance.whole(0, kills - 1))
  }
  const restarts: Promise<void>[] = []
  for (let kill = 0; kill < kills; kill += 1) {
    await after(chance.whole(pause.least, pause.most))
    restarts.push(park.killOne(chance.whole(0, instances - 1), chance.whole(0, 1000)))
    if (moments.has(kill)) {
      await database.interrupt?.(chance.whole(awayMilliseconds.least, awayMilliseconds.most))
    }
  }
  await Promise.all(restarts)
  return { kills: restarts.length, interruptions: moments.size }
}

const lookMilliseconds = 200

/** Waits until nothing is left to send, or the time is over. */
async function untilEmpty(db: Database, mostMilliseconds: number): Promise<void> {
  const until = performance.now() + mostMilliseconds
  while (performance.now() < until) {
    const waiting = await db.delivery.count({ where: { status: 'pending' } })
    if (waiting === 0) return
    await after(lookMilliseconds)
  }
}
