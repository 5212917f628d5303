import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Fault } from '../../bots/simulator/faults.ts'
import { ownerOf } from '../../bots/simulator/people.ts'
import { type SimulatedChannel, simulatedChannels } from '../../bots/simulator/phones.ts'
import type { SimulatedPlatform } from '../../bots/simulator/platform.ts'
import { readConfig } from '../../src/config.ts'
import { openDatabase } from '../../src/database/client.ts'
import { backUp, restore } from '../../src/database/embedded/backup.ts'
import { runningDatabaseUrl } from '../../src/database/embedded/running.ts'
import { type Service, startService } from '../../src/service/start-service.ts'

let dataDirectory: string
let service: Service
let platform: SimulatedPlatform

beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'stapje-recovery-'))
  service = await startOn(dataDirectory)
  if (service.platform === null) throw new Error('No platform is stood in for.')
  platform = service.platform
})
afterAll(async () => {
  await service.stop()
  await rm(dataDirectory, { recursive: true, force: true })
})

const startOn = (folder: string, port = '0') =>
  startService(readConfig({ PORT: port, DATA_DIR: folder }), {
    clock: () => new Date(),
    randomBytes: (count) => randomBytes(count),
    newId: () => randomUUID(),
    log: pino({ level: 'silent' }),
  })

const ready = async () => (await fetch(`${service.url}/health/ready`)).status
const serverProcess = async () =>
  Number.parseInt(await readFile(join(dataDirectory, 'postgres', 'postmaster.pid'), 'utf8'), 10)

/** Waits for the next answer on a phone. */
const answersOf = (channel: SimulatedChannel) =>
  platform.phones.messagesOf(ownerOf(channel, 'learner')).filter(({ from }) => from === 'bot')

describe('when the database is lost', () => {
  it('asks the platforms to send again, and recovers by itself', async () => {
    const postgres = await serverProcess()
    process.kill(postgres, 'SIGKILL')
    const away = await Promise.all(
      simulatedChannels.map((channel) => platform.person(ownerOf(channel, 'learner')).say('hoi')),
    )
    expect(away).toEqual([503, 503, 503])
    expect((await fetch(`${service.url}/health/live`)).status).toBe(200)
    await expect.poll(ready, { timeout: 25_000, interval: 100 }).toBe(200)
    for (const channel of simulatedChannels) {
      expect(await platform.person(ownerOf(channel, 'learner')).say('hoi')).toBe(200)
      await expect.poll(() => answersOf(channel).length, { timeout: 10_000 }).toBe(1)
    }
  }, 60_000)
})

describe('when a platform is in trouble', () => {
  it.each([
    ['asks for patience', { status: 429, retryAfterSeconds: 1, times: 2 }],
    ['fails', { status: 500, times: 2 }],
    ['hangs up', { status: 0, times: 2 }],
  ])(
    'and %s, the answer comes later, once and in order',
    async (_name, fault) => {
      await Promise.all(simulatedChannels.map((channel) => answersLater(channel, fault)))
    },
    30_000,
  )

  async function answersLater(channel: SimulatedChannel, fault: Fault) {
    const before = answersOf(channel).length
    platform.faults.set(channel, fault)
    const person = platform.person(ownerOf(channel, 'learner'))
    expect(await person.say('bedankt')).toBe(200)
    expect(await person.say('hulp')).toBe(200)
    await expect
      .poll(() => answersOf(channel).length, { timeout: 20_000, interval: 50 })
      .toBe(before + 2)
    const [first, second] = answersOf(channel).slice(before)
    expect(first?.lines[0]).toBe('Graag gedaan.')
    expect(second?.lines[0]).toBe('Dit kan ik voor je doen:')
  }
})

describe('a backup', () => {
  it('is made while the service works, and what is restored verifies', async () => {
    const db = openDatabase((await runningDatabaseUrl(dataDirectory)) ?? '')
    const learner = platform.person(ownerOf('telegram', 'learner'))
    const worker = platform.person(ownerOf('slack', 'worker'))
    const [code] = await db.person.findMany({
      where: { memberships: { none: {} }, identities: { some: { channel: 'telegram' } } },
      select: { learnerCode: true, id: true },
    })
    await worker.say(`/geef ${code?.learnerCode} eerste-stap`)
    await learner.until((all) => all.some(({ lines }) => lines.join(' ').includes('Eerste stap')))
    const { jwt } = await db.credential.findFirstOrThrow({
      where: { award: { personId: code?.id ?? '' } },
      select: { jwt: true },
    })

    const folder = join(dataDirectory, 'backup')
    const [made] = await Promise.all([
      backUp(dataDirectory, folder, new Date()),
      ...['hoi', 'bedankt', 'hulp'].map((words) => learner.say(words)),
    ])
    expect(made.files).toBeGreaterThan(500)
    await expect(backUp(dataDirectory, folder, new Date())).rejects.toThrow('there already')
    await expect(restore(folder, dataDirectory)).rejects.toThrow('There is a database')
    await expect(restore(dataDirectory, join(dataDirectory, 'x'))).rejects.toThrow(
      'no whole backup',
    )
    await db.$disconnect()

    const elsewhere = join(dataDirectory, 'restored')
    expect(await restore(folder, elsewhere)).toEqual(made)
    // Badges carry the address they were issued at.
    await service.stop()
    const restored = await startOn(elsewhere, new URL(service.url).port)
    const answer = await fetch(`${restored.url}/api/verify`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: jwt,
    })
    expect(await answer.json()).toMatchObject({ verdict: 'holds' })
    await restored.stop()
  }, 60_000)
})
