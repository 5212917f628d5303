import { setTimeout as after } from 'node:timers/promises'
import { simulatedEnvironment } from '../bots/simulator/environment.ts'
import type { SimulatedPlatform } from '../bots/simulator/platform.ts'
import type { Environment } from '../src/config.ts'
import type { Front, Meddling } from './front.ts'
import { startFront } from './front.ts'
import { type Instance, InstanceStartError, startInstance } from './instance.ts'
import type { Ledger } from './ledger.ts'

/** Two processes or more that do the work of one service, each to be killed and started again. */
export interface ServicePark {
  /** The address of a process that is up, taken in turn; null when none is. */
  readonly address: () => string | null
  /** Kills one hard and starts another in its place. */
  killOne(index: number, pauseMilliseconds: number): Promise<void>
  /** Stops all in order; gives their exit codes. */
  stop(): Promise<readonly (number | null)[]>
  /** What all of them wrote that looks like a fault. */
  faults(): readonly string[]
}

export interface ParkOptions {
  readonly program: string
  readonly instances: number
  readonly platform: SimulatedPlatform
  readonly environment: Environment
  readonly ledger: Ledger
  readonly meddle: () => Meddling
}

interface Place {
  number: number
  instance: Instance | null
  front: Front
}

/** Starts the processes one after the other: the first one brings the database up to date. */
export async function startPark(options: ParkOptions): Promise<ServicePark> {
  const { program, platform, environment, ledger, meddle } = options
  const faults: string[] = []
  const left: Front[] = []
  let started = 0

  const occupy = async (): Promise<Place> => {
    const number = started++
    // Each process has a door of its own to the platforms, so that it is known who sent what.
    const front = await startFront({
      target: () => platform.apiUrl,
      meddle,
      onDone: (exchange) => ledger.note(number, exchange),
    })
    const settings = simulatedEnvironment({ ...platform, apiUrl: front.url })
    const instance = await startInstance(program, { ...environment, ...settings })
    return { instance, front, number }
  }
  const insist = async (): Promise<Place> => {
    for (;;) {
      try {
        return await occupy()
      } catch (error) {
        // The database may be away at the moment, as in real life: whoever starts it tries again.
        if (!(error instanceof InstanceStartError)) throw error
        faults.push(error.message)
        await after(500)
      }
    }
  }
  const places: Place[] = []
  for (let index = 0; index < options.instances; index += 1) places.push(await insist())

  let turn = 0
  return {
    address() {
      const up = places.filter(({ instance }) => instance !== null)
      turn += 1
      return up[turn % Math.max(up.length, 1)]?.instance?.url ?? null
    },
    async killOne(index, pauseMilliseconds) {
      const place = places[index]
      if (place === undefined || place.instance === null) return
      const { instance, front, number } = place
      place.instance = null
      await instance.kill()
      ledger.killed(number)
      faults.push(...instance.faults())
      // What it sent last may be under way still: its door is shut at the end.
      left.push(front)
      await after(pauseMilliseconds)
      Object.assign(place, await insist())
    },
    async stop() {
      const codes = await Promise.all(places.map(({ instance }) => instance?.stop() ?? null))
      for (const { instance } of places) faults.push(...(instance?.faults() ?? []))
      for (const front of [...left, ...places.map((place) => place.front)]) await front.stop()
      return codes
    },
    faults: () => faults,
  }
}
