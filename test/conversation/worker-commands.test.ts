import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { citiesOf } from '../../src/cities/cities.ts'
import { readCity } from '../../src/cities/city.ts'
import { workerCommands } from '../../src/conversation/commands/registry.ts'
import { actionsOf, readAction, workerCommandNames } from '../../src/conversation/commands.ts'
import { createHandleMessage } from '../../src/conversation/handle.ts'
import { bodyOfText } from '../../src/conversation/message.ts'
import { replySchema } from '../../src/conversation/reply.ts'
import { locales } from '../../src/language/locale.ts'
import { meet } from '../../src/learners/meet.ts'
import type { NeededRole } from '../../src/organisations/membership.ts'
import { testNow } from '../support/clock.ts'
import { seededTestDatabase, type TestDatabase } from '../support/database.ts'
import { testDeps } from '../support/deps.ts'

/** What one must be for each command and action: a new one without a row here fails. */
const needed: Readonly<Record<string, NeededRole>> = {
  organisation: 'worker',
  award: 'worker',
  'award session': 'worker',
  undo: 'worker',
  revoke: 'worker',
  suspend: 'worker',
  reinstate: 'worker',
  endorse: 'worker',
  evidence: 'worker',
  activity: 'worker',
  'activity list': 'worker',
  'activity new': 'admin',
  'activity edit': 'admin',
  'activity copy': 'admin',
  'activity repeat': 'admin',
  badge: 'worker',
  'badge list': 'worker',
  'badge new': 'admin',
  'badge edit': 'admin',
  invite: 'admin',
  'invite worker': 'admin',
  'invite admin': 'admin',
  members: 'admin',
  'members remove': 'admin',
  leave: 'worker',
  'leave yes': 'worker',
  audit: 'admin',
  session: 'worker',
  'session open': 'worker',
  'session close': 'worker',
  'session code': 'worker',
  'session list': 'worker',
  'session cancel': 'worker',
  learner: 'worker',
  refer: 'worker',
  'refer list': 'worker',
  pathway: 'worker',
  'pathway list': 'worker',
  'pathway new': 'admin',
  stats: 'worker',
  stories: 'coordinator',
  admin: 'admin',
  failed: 'coordinator',
  'failed again': 'coordinator',
  'stories approve': 'coordinator',
  'stories refuse': 'coordinator',
  hours: 'admin',
}

const everyCommand = workerCommandNames.flatMap((name) => [
  name,
  ...Object.keys(workerCommands[name].actions ?? {}).map((action) => `${name} ${action}`),
])

let database: TestDatabase
const deps = testDeps()
let nextPerson = 0

beforeAll(async () => {
  database = await seededTestDatabase()
})
afterAll(() => database.close())

/** Somebody who works somewhere as something, or nowhere; what they are answered to a message. */
async function somebody(role: 'worker' | 'admin' | null, organisation = 'buurthuis-de-kade') {
  const { db } = database
  const city = await readCity(db, 'rotterdam')
  if (city === null) throw new Error('There is no city')
  nextPerson += 1
  const address = `person-${nextPerson}`
  const { personId, identityId } = await db.$transaction((tx) =>
    meet(tx, deps, {
      channel: 'test',
      address,
      cityId: city.id,
      cityChosen: true,
      locale: 'en',
      now: testNow,
    }),
  )
  await db.person.update({ where: { id: personId }, data: { localeChosen: true } })
  const { id: organisationId } = await db.organisation.findFirstOrThrow({
    where: { slug: organisation },
  })
  if (role !== null) {
    await db.membership.create({ data: { personId, organisationId, role, since: testNow } })
  }
  const handle = createHandleMessage({
    db,
    deps,
    cities: citiesOf(() => [city]),
    log: pino({ level: 'silent' }),
    atOnce: null,
    observe: () => {},
  })
  let updates = 0
  const say = async (typed: string) => {
    updates += 1
    const updateId = `${address}-${updates}`
    const body = bodyOfText(typed)
    await handle({ channel: 'test', updateId, sender: address, body, interaction: null })
    const sent = await db.delivery.findMany({ where: { identityId }, orderBy: { id: 'desc' } })
    const [last] = sent
    const { paragraphs } = replySchema.parse(last?.reply)
    return paragraphs.map(({ key }) => key)
  }
  return { personId, organisationId, say }
}

const refusals = ['worker.notAllowed', 'act.adminOnly', 'act.gone', 'unknown.command']
const isRefused = (keys: readonly string[]) => keys.some((key) => refusals.includes(key))

describe('who may do what', () => {
  it('is in this table for every command there is', () => {
    expect(Object.keys(needed).toSorted()).toEqual([...everyCommand].toSorted())
  })

  it.each(everyCommand)(
    '/%s: a learner is answered kindly, and told of no organisation',
    async (typed) => {
      const { say } = await somebody(null)
      expect(await say(`/${typed}`)).toEqual(expect.arrayContaining(['worker.notAllowed']))
    },
  )

  it.each(everyCommand)('/%s: a worker', async (typed) => {
    const { say } = await somebody('worker')
    const keys = await say(`/${typed}`)
    if (needed[typed] !== 'worker') expect(keys).toContain('act.adminOnly')
    else expect(isRefused(keys), keys.join()).toBe(false)
  })

  it.each(everyCommand)('/%s: an admin', async (typed) => {
    const keys = await (await somebody('admin')).say(`/${typed}`)
    if (needed[typed] === 'coordinator') expect(keys).toEqual(['act.adminOnly'])
    else expect(isRefused(keys), keys.join()).toBe(false)
  })

  it.each(everyCommand)("/%s: an admin of the city's own organisation", async (typed) => {
    const keys = await (await somebody('admin', 'leerstad-rotterdam')).say(`/${typed}`)
    expect(isRefused(keys), keys.join()).toBe(false)
  })

  it.each(everyCommand)('/%s: somebody who left', async (typed) => {
    const { say, personId } = await somebody('admin')
    await database.db.membership.updateMany({ where: { personId }, data: { endedAt: testNow } })
    expect(await say(`/${typed}`)).toContain('worker.notAllowed')
  })
})

describe('what belongs to another organisation', () => {
  const other = 'leercafe-de-derde-kop'
  const foreign = async (what: 'activity' | 'achievement' | 'membership' | 'session') => {
    const where = { organisation: { slug: other } }
    const { db } = database
    switch (what) {
      case 'activity':
        return (await db.activity.findFirstOrThrow({ where })).id
      case 'achievement':
        return (await db.achievement.findFirstOrThrow({ where })).id
      case 'membership': {
        await somebody('worker', other)
        return (await db.membership.findFirstOrThrow({ where })).id
      }
      case 'session':
        return (await db.session.findFirstOrThrow({ where: { activity: where } })).code
    }
  }

  it.each([
    ['activity edit', 'activity', 'making.gone'],
    ['activity copy', 'activity', 'making.gone'],
    ['activity repeat', 'activity', 'making.gone'],
    ['badge edit', 'achievement', 'making_badge.gone'],
    ['members remove', 'membership', 'members.gone'],
    ['award session', 'session', 'awarding.unknownSession'],
    ['session open', 'session', 'session.unknownCode'],
    ['session close', 'session', 'session.unknownCode'],
    ['session code', 'session', 'session.unknownCode'],
    ['session cancel', 'session', 'session.unknownCode'],
  ] as const)('/%s <%s>: is not there', async (command, what, key) => {
    const { say } = await somebody('admin')
    expect(await say(`/${command} ${await foreign(what)}`)).toContain(key)
  })

  it('is neither given nor taken back', async () => {
    const { say, personId } = await somebody('admin')
    const learner = await somebody(null)
    const { learnerCode } = await database.db.person.findUniqueOrThrow({
      where: { id: learner.personId },
    })
    expect(await say(`/award ${learnerCode} bestellen-en-serveren`)).toContain(
      'worker.unknownBadge',
    )
    for (const command of ['revoke', 'suspend', 'reinstate']) {
      const typed = `/${command} ${learnerCode} bestellen-en-serveren mistake`
      expect(await say(typed), command).toContain('worker.unknownBadge')
    }
    expect(await database.db.award.count({ where: { givenById: personId } })).toBe(0)
  })
})

describe('somebody who works for two organisations', () => {
  it('is asked once for which, goes on with what they wanted, and can change it', async () => {
    const { say, personId } = await somebody('worker')
    const { id: organisationId } = await database.db.organisation.findFirstOrThrow({
      where: { slug: 'leercafe-de-derde-kop' },
    })
    const role = 'admin'
    await database.db.membership.create({
      data: { personId, organisationId, role, since: testNow },
    })
    expect(await say('/audit')).toEqual(['act.which'])
    expect(await say('2')).toContain('audit.none')
    expect(await say('/audit')).toContain('audit.none')
    expect(await say('/organisation')).toEqual(['act.which'])
    expect(await say('1')).toEqual(['act.chosen'])
    const refused = await say('/audit')
    expect(refused).toEqual(expect.arrayContaining(['act.adminOnly', 'act.otherOrganisation']))
  })

  it('cannot go on with a form of an organisation that they left', async () => {
    const { say, personId } = await somebody('admin')
    await say('/badge new')
    const since = testNow
    const { id: organisationId } = await database.db.organisation.findFirstOrThrow({
      where: { slug: 'leercafe-de-derde-kop' },
    })
    await database.db.membership.updateMany({ where: { personId }, data: { endedAt: testNow } })
    await database.db.membership.create({
      data: { personId, organisationId, role: 'admin', since },
    })
    expect(await say('Soup hero')).toEqual(['act.gone'])
  })
})

describe('the words of commands', () => {
  it('are read in every language, with their actions', () => {
    expect(readAction('activity', 'Nieuw')).toEqual({ action: 'new', rest: '' })
    expect(readAction('activity', 'new  x y')).toEqual({ action: 'new', rest: 'x y' })
    expect(readAction('activity', 'newer')).toEqual({ action: null, rest: 'newer' })
    expect(readAction('award', 'TULP-4821 x')).toEqual({ action: null, rest: 'TULP-4821 x' })
  })

  it('name every action that the registry has, and no other', () => {
    expect(locales.length).toBeGreaterThan(1)
    for (const name of workerCommandNames) {
      const there = Object.keys(workerCommands[name].actions ?? {})
      expect([...actionsOf(name)].toSorted(), name).toEqual(there.toSorted())
    }
  })
})
