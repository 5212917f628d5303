import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { z } from 'zod'
import { openDatabase } from '../src/database/client.ts'
import type { Figure } from './benchmark.ts'
import { type BenchService, startBenchService } from './turns/bench-service.ts'
import { fillHistory } from './turns/fill-history.ts'
import { type Load, startLoad } from './turns/load-process.ts'
import { texts } from './turns/texts.ts'

const secret = 'a-secret-for-this-run'
const writers = 32
const warmUpTurns = 4_000
const measuredTurns = 4_000
const history = { people: 100_000, messages: 1_000_000, firstChat: 10_000_000 }
/** When the heap is looked at, counted in turns from the start. */
const early = 20_000
const late = 200_000

/**
 * Measures whether the service stays as it is: with very many people and messages of before, and over very
 * many turns. The two speeds are of one run, a few minutes apart.
 */
export async function benchEndurance(): Promise<readonly Figure[]> {
  const load = await startLoad()
  const service = await startBenchService(load.apiRoot, secret)
  const db = openDatabase(service.databaseUrl, { statementTimeoutMilliseconds: 300_000 })
  try {
    const run = turnsOn(load, service)
    await run(warmUpTurns, { firstChat: 1000, chats: writers })
    const before = await run(measuredTurns, { firstChat: 1000, chats: writers })
    await fillHistory(db, { ...history, secret: service.secret })
    const all = { firstChat: history.firstChat, chats: history.people }
    await run(warmUpTurns, all)
    const after = await run(measuredTurns, all)
    await run(early - 2 * (warmUpTurns + measuredTurns), all)
    const heapEarly = heapAfterCollection()
    await run(late - early, all)
    const heapLate = heapAfterCollection()
    const growth = heapLate / heapEarly - 1
    return [
      { name: 'turns a second, new service', measured: before.toFixed(0) },
      {
        name: 'turns a second, 100,000 people and 1,000,000 messages of before',
        measured: after.toFixed(0),
      },
      { name: 'the second against the first', measured: (after / before).toFixed(2) },
      { name: 'heap after 20,000 turns', measured: inMegabytes(heapEarly) },
      { name: 'heap after 200,000 turns', measured: inMegabytes(heapLate) },
      { name: 'growth between', measured: `${(growth * 100).toFixed(1)} %`, target: '<= 10 %' },
      { name: 'memory of the process', measured: inMegabytes(process.memoryUsage().rss) },
    ]
  } finally {
    await db.$disconnect()
    await service.stop()
    load.stop()
  }
}

const turnsOn =
  (load: Load, { address }: BenchService) =>
  async (turns: number, who: { readonly firstChat: number; readonly chats: number }) => {
    const kind = { kind: 'counted', turns, ...who } as const
    const { turnsPerSecond } = await load.run({
      ...{ address, secret, texts: [...texts], people: writers, load: kind },
    })
    return turnsPerSecond
  }

const inMegabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`

setFlagsFromString('--expose-gc')
const collect = z.custom<() => void>((value) => typeof value === 'function')

function heapAfterCollection(): number {
  const gc = collect.parse(runInNewContext('gc'))
  gc()
  gc()
  return process.memoryUsage().heapUsed
}
