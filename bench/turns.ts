import type { Figure } from './benchmark.ts'
import { startBenchService } from './turns/bench-service.ts'
import { startEchoBot } from './turns/echo-bot.ts'
import { type Load, startLoad } from './turns/load-process.ts'
import type { Asked, Measured } from './turns/protocol.ts'
import { texts } from './turns/texts.ts'

const secret = 'a-secret-for-this-run'

/** Telegram's 30 and WhatsApp's 80 messages a second together (CHANNELS). */
const steadyPerSecond = 110
const people = 32
const warmUpSeconds = 4
const seconds = 10

async function measure(load: Load, address: string): Promise<Found> {
  const run = (kind: Asked['load'], writers: number) =>
    load.run({ address, secret, texts: [...texts], people: writers, load: kind })
  await run({ kind: 'full', seconds: warmUpSeconds }, people)
  const before = process.cpuUsage()
  const atFull = await run({ kind: 'full', seconds }, people)
  const used = process.cpuUsage(before)
  const cpuMilliseconds = (used.user + used.system) / 1000 / (atFull.turnsPerSecond * seconds)
  const steady = await run({ kind: 'steady', perSecond: steadyPerSecond, seconds }, 400)
  return { atFull, steady, cpuMilliseconds }
}

interface Found {
  readonly atFull: Measured
  readonly steady: Measured
  /** Of this process, a turn. */
  readonly cpuMilliseconds: number
}

const inMilliseconds = (milliseconds: number): string => `${milliseconds.toFixed(1)} ms`

function figuresOf(echo: Found, turns: Found): readonly Figure[] {
  const ratio = turns.atFull.turnsPerSecond / echo.atFull.turnsPerSecond
  const steady = `${steadyPerSecond} turns a second`
  return [
    { name: 'bare grammY echo, turns a second', measured: echo.atFull.turnsPerSecond.toFixed(0) },
    { name: 'whole turns a second', measured: turns.atFull.turnsPerSecond.toFixed(0) },
    { name: 'whole turns against echo', measured: ratio.toFixed(3), target: '>= 0.20' },
    { name: 'CPU of the service, a turn', measured: inMilliseconds(turns.cpuMilliseconds) },
    {
      name: `reply p50 at ${steady}`,
      measured: inMilliseconds(turns.steady.repliedP50Milliseconds),
    },
    {
      name: `reply p95 at ${steady}`,
      measured: inMilliseconds(turns.steady.repliedP95Milliseconds),
      target: '<= 25 ms',
    },
    {
      name: `acknowledged p99 at ${steady}`,
      measured: inMilliseconds(turns.steady.acknowledgedP99Milliseconds),
      target: '< 50 ms',
    },
    {
      name: 'memory of the service',
      measured: `${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`,
      target: '<= 250 MB',
    },
  ]
}

/**
 * Measures whole turns, from the webhook to the reply's being taken by the platform, against a bare
 * grammY bot that echoes. Load and platform are a process of their own on the same machine.
 */
export async function benchTurns(): Promise<readonly Figure[]> {
  const load = await startLoad()
  const echoBot = await startEchoBot(load.apiRoot, secret)
  const echo = await measure(load, echoBot.address)
  echoBot.stop()
  const service = await startBenchService(load.apiRoot, secret)
  try {
    const turns = await measure(load, service.address)
    return figuresOf(echo, turns)
  } finally {
    await service.stop()
    load.stop()
  }
}
