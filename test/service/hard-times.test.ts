import { randomBytes, randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { simulatedEnvironment } from '../../bots/simulator/environment.ts'
import { madeUpAddress } from '../../bots/simulator/people.ts'
import { type SimulatedPlatform, startPlatform } from '../../bots/simulator/platform.ts'
import { type Front, startFront } from '../../chaos/front.ts'
import { type Role, readConfig } from '../../src/config.ts'
import { type Service, startService } from '../../src/service/start-service.ts'
import { createTestClock } from '../support/clock.ts'
import { seededTestDatabase, type TestDatabase } from '../support/database.ts'
import { testSecret } from '../support/deps.ts'
import { openTcpDoor, type TcpDoor } from '../support/tcp-door.ts'

/** One process for the platforms and pages, one for the queue, on one database behind a door. */
let database: TestDatabase
let door: TcpDoor
let front: Front
let platform: SimulatedPlatform
let web: Service
let worker: Service
const { clock, move } = createTestClock(new Date())
const connections = 8

beforeAll(async () => {
  database = await seededTestDatabase()
  const address = new URL(database.url)
  door = await openTcpDoor(address.hostname, Number(address.port))
  address.hostname = '127.0.0.1'
  address.port = String(door.port)
  front = await startFront({ target: () => web.url, meddle: () => ({ kind: 'none' }) })
  platform = await startPlatform({ serviceUrl: front.url, clock })
  const start = (role: Role) =>
    startService(
      readConfig({
        PORT: '0',
        STAPJE_ROLE: role,
        DATABASE_URL: address.href,
        DATABASE_CONNECTIONS: String(connections),
        STAPJE_SECRET: testSecret,
        PUBLIC_URL: front.url,
        ...simulatedEnvironment(platform),
      }),
      {
        clock,
        randomBytes: (count) => randomBytes(count),
        newId: () => randomUUID(),
        log: pino({ level: 'silent' }),
      },
    )
  web = await start('web')
  worker = await start('worker')
})
afterAll(async () => {
  await web.stop()
  await worker.stop()
  await platform.stop()
  await front.stop()
  await door.close()
  await database.close()
})

let people = 500
const somebody = () =>
  platform.person({ channel: 'telegram', address: madeUpAddress('telegram', people++) })
const ready = async ({ url }: Service) => {
  const answer = await fetch(`${url}/health/ready`)
  return [answer.status, await answer.json()]
}

describe('a process for the web and one for the queue', () => {
  it('answer a message together', async () => {
    const person = somebody()
    expect(await person.say('bedankt')).toBe(200)
    await person.answered()
  })

  it('each tell what they can do, and nothing else of the other’s', async () => {
    expect(await ready(web)).toEqual([200, { status: 'ready', database: true }])
    expect(await ready(worker)).toEqual([200, { status: 'ready', database: true, worker: true }])
    expect((await fetch(`${worker.url}/privacy`)).status).toBe(404)
    expect((await fetch(`${worker.url}/webhooks/telegram`, { method: 'POST' })).status).toBe(404)
    expect((await fetch(`${web.url}/privacy`)).status).toBe(200)
  })

  it('hold no more connections than they may', async () => {
    const crowd = Array.from({ length: 30 }, () => somebody())
    await Promise.all(crowd.map((person) => person.say('hulp')))
    const [held] = await database.db.$queryRaw<{ web: number; queue: number }[]>`
      SELECT count(*) FILTER (WHERE application_name = 'stapje')::int AS web,
        count(*) FILTER (WHERE application_name = 'stapje-worker')::int AS queue
      FROM pg_stat_activity WHERE datname = current_database()`
    // One is the test's own.
    expect((held?.web ?? 0) + (held?.queue ?? 0) - 1).toBeLessThanOrEqual(2 * connections)
    await Promise.all(crowd.map((person) => person.answered()))
  })
})

describe('when the database hangs', () => {
  it('says so within seconds, stays alive, and works again', async () => {
    const person = somebody()
    door.hold()
    const both = await Promise.all([ready(web), ready(worker)])
    expect(both.map(([status]) => status)).toEqual([503, 503])
    expect((await fetch(`${web.url}/health/live`)).status).toBe(200)
    const said = person.say('bedankt')
    door.letGo()
    expect(await said).toBe(200)
    await person.answered()
    expect((await ready(worker))[0]).toBe(200)
  })
})

describe('when the disk of the database is full', () => {
  it('asks the platform to send again, and takes the message once there is room', async () => {
    const { db } = database
    await db.$executeRawUnsafe(`
      CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$`)
    await db.$executeRawUnsafe(
      'CREATE TRIGGER no_room BEFORE INSERT ON "Delivery" EXECUTE FUNCTION no_room()',
    )
    const person = somebody()
    expect(await person.say('bedankt')).toBe(503)
    await db.$executeRawUnsafe('DROP TRIGGER no_room ON "Delivery"')
    expect(await person.again()).toBe(200)
    expect((await person.answered()).length).toBe(1)
    expect(await person.again()).toBe(200)
  })
})

describe('when the clock jumps', () => {
  it.each([
    ['back by an hour', -3_600_000],
    ['ahead by a day', 86_400_000],
  ])('%s, answers go on, in order', async (_name, milliseconds) => {
    const person = somebody()
    await person.say('bedankt')
    await person.answered()
    move(milliseconds)
    platform.faults.set('telegram', { status: 429, retryAfterSeconds: 1, times: 1 })
    await person.say('bedankt')
    await person.say('hulp')
    await person.until((all) => all.filter(({ from }) => from === 'bot').length === 3)
    const answers = person.messages().filter(({ from }) => from === 'bot')
    expect(answers.map(({ lines }) => lines[0])).toEqual([
      'Graag gedaan.',
      'Graag gedaan.',
      'Dit kan ik voor je doen:',
    ])
  })
})

describe('when a process is asked to stop', () => {
  it('finishes the message at hand, and the other one delivers it', async () => {
    const person = somebody()
    const said = person.say('bedankt')
    await expect.poll(() => database.db.receivedUpdate.count()).toBeGreaterThan(0)
    expect(await said).toBe(200)
    await web.stop()
    expect(await person.say('hulp').catch(() => 0)).not.toBe(200)
    await person.until((all) => all.some(({ from }) => from === 'bot'))
  })
})
