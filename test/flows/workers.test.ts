import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { madeUpAddress } from '../../bots/simulator/people.ts'
import type { Person } from '../../bots/simulator/person.ts'
import { type SimulatedChannel, simulatedChannels } from '../../bots/simulator/phones.ts'
import { runCityCommand } from '../../src/command-line/city-commands.ts'
import { reply, text } from '../../src/conversation/reply.ts'
import { type Locale, locales } from '../../src/language/locale.ts'
import { testDeps } from '../support/deps.ts'
import { noFetch } from '../support/no-fetch.ts'
import { play } from '../support/play.ts'
import { startTestService, type TestService } from '../support/service.ts'
import { joinOrganisation } from '../support/stage.ts'

const transcript = (name: string) =>
  readFileSync(join(import.meta.dirname, 'transcripts', `${name}.txt`), 'utf8')

const cityTeam = 'leerstad-rotterdam'

let service: TestService
let nextPerson = 300

beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.close())

/** People whom nobody met before. */
function newcomers(channel: SimulatedChannel, ...names: readonly string[]) {
  return new Map(
    names.map((name) => {
      nextPerson += 1
      const owner = { channel, address: madeUpAddress(channel, nextPerson) }
      return [name, service.platform.person(owner)] as const
    }),
  )
}

/** Lets people say hello, each by the name that their code is kept under. */
async function introduce(people: ReturnType<typeof newcomers>, locale: Locale) {
  const said = { nl: 'mijn badges', en: 'my badges' }[locale]
  const read = { nl: 'Je code is {%}. …', en: 'Your code is {%}. …' }[locale]
  const codeName = (name: string) => (name === 'worker' ? 'workerCode' : name)
  const hello = [...people.keys()].map(
    (name) => `${name}: ${said}\n  ${read.replace('%', codeName(name))}\n`,
  )
  const kept = await play(service, hello.join('\n'), people)
  const personIds = new Map<string, string>()
  for (const name of people.keys()) {
    const where = { learnerCode: kept.get(codeName(name)) ?? '' }
    personIds.set(name, (await service.db.person.findUniqueOrThrow({ where })).id)
  }
  return { kept, personIds }
}

/** Makes the worker a member, and lets everybody have been at one session; another was empty. */
async function wereThere(personIds: ReadonlyMap<string, string>, locale: Locale) {
  const { db } = service
  const at = service.clock()
  const where = { slug: 'buurthuis-de-kade' }
  const { id: organisationId } = await db.organisation.findFirstOrThrow({ where })
  const personId = personIds.get('worker') ?? ''
  await db.membership.create({ data: { personId, organisationId, role: 'worker', since: at } })
  const [session, empty] = await db.session.findMany({
    where: { activity: { organisationId }, signups: { none: {} } },
    orderBy: { startsAt: 'asc' },
    take: 2,
    select: {
      id: true,
      code: true,
      activity: { select: { texts: { where: { locale }, select: { title: true } } } },
    },
  })
  await db.signup.createMany({
    data: [...personIds.values()].map((id) => ({
      sessionId: session?.id ?? '',
      personId: id,
      status: 'attended' as const,
      createdAt: at,
      changedAt: at,
      checkedInAt: at,
    })),
  })
  return new Map([
    ['session', session?.code ?? ''],
    ['emptySession', empty?.code ?? ''],
    ['title', session?.activity.texts[0]?.title ?? ''],
  ])
}

/** An organisation of its own for one conversation, and the code for its first admin. */
async function newOrganisation(name: string): Promise<ReadonlyMap<string, string>> {
  const { db } = service
  const typed = ['add-organisation', name.toLowerCase(), '--name', name, '--about-nl', 'Een loods.']
  const outcome = await runCityCommand({ db, deps: testDeps(service), fetch: noFetch }, typed)
  if (outcome.kind !== 'done') throw new Error(outcome.says)
  const adminCode = /[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(outcome.lines.join(' '))?.[0] ?? ''
  return new Map([
    ['organisation', name],
    ['adminCode', adminCode],
  ])
}

/** Two messages to somebody that the platform gave back. */
async function didNotArrive(person: Person | undefined, locale: Locale) {
  if (person === undefined) throw new Error('There is nobody to write to.')
  const { channel, address } = person.owner
  const addressLookup = testDeps(service).seals.lookup(channel, address)
  const { id: identityId } = await service.db.channelIdentity.findFirstOrThrow({
    where: { channel, addressLookup },
    select: { id: true },
  })
  const said = { ...reply({ paragraphs: [text('thanks.welcome')] }) }
  const delivery = {
    identityId,
    kind: 'answer' as const,
    status: 'failed' as const,
    failure: 'storing',
    locale,
    reply: JSON.parse(JSON.stringify(said)),
    createdAt: service.clock(),
  }
  await service.db.delivery.createMany({ data: [delivery, delivery] })
}

describe.each(simulatedChannels)('on %s', (channel) => {
  it.each(locales)(
    'runs an organisation from the chat (%s)',
    async (locale) => {
      const kept = await newOrganisation(`Loods-${channel}-${locale}`)
      const people = newcomers(channel, 'admin', 'worker', 'learner')
      await play(service, transcript(`workers.${locale}`), people, kept)
    },
    60_000,
  )

  it.each(locales)('approves a story and refuses another (%s)', async (locale) => {
    const people = newcomers(channel, 'admin', 'learner', 'other')
    await introduce(people, locale)
    await joinOrganisation(service, people.get('admin'), cityTeam, 'admin')
    await play(service, transcript(`stories.${locale}`), people)
  })

  it.each(locales)('sends again what did not arrive (%s)', async (locale) => {
    const people = newcomers(channel, 'admin', 'learner')
    await introduce(people, locale)
    await joinOrganisation(service, people.get('admin'), cityTeam, 'admin')
    await didNotArrive(people.get('learner'), locale)
    await play(service, transcript(`failed.${locale}`), people)
  })

  it.each(locales)('takes what is elsewhere pressed as typed words (%s)', async (locale) => {
    const kept = await newOrganisation(`Werf-${channel}-${locale}`)
    const people = newcomers(channel, 'admin', 'worker', 'learner')
    await play(service, transcript(`commands.${locale}`), people, kept)
  })

  it.each(locales)(
    'gives a badge to everyone who was there, and changes what was given (%s)',
    async (locale) => {
      const people = newcomers(channel, 'one', 'two', 'worker')
      const { kept, personIds } = await introduce(people, locale)
      const there = await wereThere(personIds, locale)
      const known = new Map([...kept, ...there])
      await play(service, transcript(`award-session.${locale}`), people, known)
      // What is given next is plainly the newest.
      service.move(1000)
      await play(service, transcript(`badge-status.${locale}`), people, known)
    },
    60_000,
  )
})

// The steps of a form are the same on each channel: one of each language shows this one.
it.each([
  ['nl', 'whatsapp'],
  ['en', 'slack'],
] as const)('makes a badge that names a skill (%s, %s)', async (locale, channel) => {
  const organisation = `Tuin-${locale}`
  const kept = await newOrganisation(organisation)
  await play(service, transcript(`make-skill.${locale}`), newcomers(channel, 'admin'), kept)
  const aligned = await service.db.alignment.findMany({
    where: { achievement: { organisation: { slug: organisation.toLowerCase() } } },
    select: { targetName: true, targetFramework: true },
  })
  expect(aligned).toEqual([{ targetName: 'prune hedges and trees', targetFramework: 'ESCO' }])
})

it('never logs who wrote, or what', () => {
  expect(service.logged.length).toBeGreaterThan(50)
  const log = service.logged.join('')
  expect(log).not.toMatch(/\+316|70000\d{4}|U0\d{4}|Soep|soup|[A-Z]{3,10}-\d{4}/)
})
