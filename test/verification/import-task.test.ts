import type { JobHelpers } from 'graphile-worker'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { replySchema } from '../../src/conversation/reply.ts'
import { speak } from '../../src/conversation/speak.ts'
import { importTasks } from '../../src/verification/importing/import-task.ts'
import { importedBadges } from '../../src/verification/importing/imported-badges.ts'
import {
  type GivenBadge,
  importTask,
  requestImport,
} from '../../src/verification/importing/request-import.ts'
import { createVerifyBadge } from '../../src/verification/verify-badge.ts'
import { testDeps } from '../support/deps.ts'
import { makeLearner } from '../support/learner.ts'
import { credentialBy } from './support/credentials.ts'
import { siteIssuer } from './support/issuers.ts'
import { publishOpenBadge2 } from './support/open-badge-2.ts'
import { bakedText, png } from './support/pictures.ts'
import { startVerificationStage, type VerificationStage } from './support/stage.ts'

const deps = testDeps()
let stage: VerificationStage
let good: string
const who = { identityId: '', personId: '' }

beforeAll(async () => {
  stage = await startVerificationStage()
  const issuer = await siteIssuer(stage.web, 'school.example')
  good = await issuer.sign(credentialBy(issuer.id))
  who.personId = (await makeLearner(stage.db, 'en')).id
  const identity = await stage.db.channelIdentity.create({
    data: {
      personId: who.personId,
      channel: 'test',
      addressLookup: 'x',
      addressSealed: await deps.seals.seal('address', '1'),
      createdAt: deps.clock(),
      lastMessageAt: deps.clock(),
    },
    select: { id: true },
  })
  who.identityId = identity.id
})
afterAll(() => stage.close())

async function runTask(given: GivenBadge, file: Uint8Array | null) {
  const { db, web } = stage
  const readFile = async (reference: string) => (reference === 'f' ? file : null)
  const tasks = importTasks({
    db,
    deps,
    verifyBadge: createVerifyBadge({ db, deps, fetch: web.fetch }),
    channels: new Map([['test', { readFile }]]),
  })
  const givenSealed = await deps.seals.seal('badge', JSON.stringify(given))
  await tasks[importTask]?.({ identityId: who.identityId, givenSealed }, {} as JobHelpers)
}

/** Runs the task, and gives what the person is told. */
async function told(given: GivenBadge, file: Uint8Array | null = null) {
  await runTask(given, file)
  const { reply } = await stage.db.delivery.findFirstOrThrow({
    orderBy: { id: 'desc' },
    select: { reply: true },
  })
  return speak(replySchema.parse(reply), 'en', deps.siteUrl).paragraphs.join(' ')
}

describe('a badge that somebody brings', () => {
  it('is read from the file that came with the message, and stands once', async () => {
    const file = new Uint8Array(png([bakedText(good)]))
    expect(await told({ kind: 'file', file: 'f' }, file)).toContain('This badge holds: Barista.')
    expect(await told({ kind: 'text', text: good })).toContain('already among your badges')
    expect(await importedBadges(stage.db, who.personId)).toMatchObject([
      { name: 'Barista', issuerName: 'De Hogeschool', issuerHost: 'school.example' },
    ])
  })

  it('may be an Open Badge 2.0, baked in a picture as that standard has it', async () => {
    const { db } = stage
    const picture = (text: string) => new Uint8Array(png([bakedText(text, false, 'openbadges')]))
    const { address, assertion } = publishOpenBadge2(stage.web, 'old.example')
    const file = picture(address)
    expect(await told({ kind: 'file', file: 'f' }, file)).toContain('This badge holds: Reader.')
    expect(await told({ kind: 'text', text: JSON.stringify(assertion) })).toContain('already among')
    const kept = { standard: 'open-badge-2', issuerName: 'De Bieb' }
    expect(await db.importedBadge.count({ where: kept })).toBe(1)
    await db.importedBadge.deleteMany({ where: kept })
  })

  it('is not kept when it is one of ours, holds nothing, or cannot be had', async () => {
    expect(await told({ kind: 'text', text: stage.ours.link })).toContain('one of ours')
    expect(await told({ kind: 'file', file: 'f' }, png([]))).toContain('A screenshot does not work')
    expect(await told({ kind: 'file', file: 'gone' })).toContain('I found no badge here')
    expect(await importedBadges(stage.db, who.personId)).toHaveLength(1)
  })

  it('is neither kept nor told of when the person said stop meanwhile', async () => {
    const { db } = stage
    const set = (stoppedAt: Date | null) =>
      db.person.update({ where: { id: who.personId }, data: { stoppedAt }, select: { id: true } })
    await db.importedBadge.deleteMany()
    await set(deps.clock())
    const deliveries = await db.delivery.count()
    await runTask({ kind: 'text', text: good }, null)
    expect(await db.delivery.count()).toBe(deliveries)
    expect(await db.importedBadge.count()).toBe(0)
    await set(null)
    expect(await told({ kind: 'text', text: good })).toContain('Barista')
    expect(await db.importedBadge.count()).toBe(1)
  })

  it('waits behind at most five others of the same person', async () => {
    const { db } = stage
    const ask = (identityId: string) =>
      requestImport(db, deps, { identityId, given: { kind: 'text', text: good } })
    for (const _ of [1, 2, 3, 4, 5]) {
      expect(await ask(who.identityId)).toEqual({ kind: 'asked' })
    }
    expect(await ask(who.identityId)).toEqual({ kind: 'tooMany' })
    expect(await ask(deps.newId())).toEqual({ kind: 'asked' })
    await db.$executeRaw`DELETE FROM graphile_worker._private_jobs WHERE key LIKE 'import-badge:%:3'`
    expect(await ask(who.identityId)).toEqual({ kind: 'asked' })
    await db.$executeRaw`
      UPDATE graphile_worker._private_jobs SET attempts = max_attempts WHERE key LIKE '%:2'`
    expect(await ask(who.identityId)).toEqual({ kind: 'asked' })
  })

  it('goes with the person when their data is erased', async () => {
    await stage.db.person.delete({ where: { id: who.personId } })
    expect(await stage.db.importedBadge.count()).toBe(0)
  })
})
