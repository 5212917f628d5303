import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { award } from '../../../src/badges/award.ts'
import { reply, text } from '../../../src/conversation/reply.ts'
import { enqueue } from '../../../src/delivery/enqueue.ts'
import { finishErasure, forget } from '../../../src/learners/erase/forget.ts'
import { acceptInvitation, invite } from '../../../src/organisations/invite.ts'
import { createTestClock } from '../../support/clock.ts'
import { seededTestDatabase, type TestDatabase } from '../../support/database.ts'
import { testDeps } from '../../support/deps.ts'
import { makeLearner } from '../../support/learner.ts'
import { findTraces } from '../../support/traces.ts'

let database: TestDatabase
const clock = createTestClock()
const deps = testDeps(clock)

beforeAll(async () => {
  database = await seededTestDatabase()
})
afterAll(() => database.close())

async function somebody(address: string) {
  const { db } = database
  const { id: personId } = await makeLearner(db)
  const { id: identityId } = await db.channelIdentity.create({
    data: {
      personId,
      channel: 'pigeon',
      addressLookup: deps.seals.lookup('pigeon', address),
      addressSealed: await deps.seals.seal('address', address),
      createdAt: clock.clock(),
      lastMessageAt: clock.clock(),
    },
  })
  const begin = () =>
    db.$transaction(async (tx) => {
      await forget(tx, { personId, identityId, badges: 'keep', now: clock.clock() })
      await enqueue(tx, {
        identityId,
        kind: 'answer',
        locale: 'nl',
        replies: [reply({ paragraphs: [text('forget.goodbye')] })],
        interaction: null,
        now: clock.clock(),
      })
    })
  const finish = () => finishErasure(db, personId, clock.clock())
  return { db, personId, identityId, begin, finish }
}

const isThere = async (personId: string) =>
  (await database.db.person.count({ where: { id: personId } })) === 1

describe('the address of somebody who is forgotten', () => {
  it('is kept until the goodbye arrived, and goes with it', async () => {
    const { db, personId, identityId, begin, finish } = await somebody('nest 1')
    await begin()
    expect((await finish()).kind).toBe('waiting')
    expect(await isThere(personId)).toBe(true)
    await db.delivery.updateMany({ where: { identityId }, data: { status: 'sent' } })
    expect(await finish()).toEqual({ kind: 'gone' })
    const words = ['nest 1', personId, identityId]
    // The jobs themselves name ids until they are done; there is no worker in this test.
    await db.$executeRaw`SELECT graphile_worker.complete_jobs(ARRAY(SELECT id FROM graphile_worker.jobs))`
    expect(await findTraces(database.url, deps.seals, words)).toEqual([])
  })

  it('goes after a day at the latest, when the goodbye cannot be sent', async () => {
    const { personId, begin, finish } = await somebody('nest 2')
    await begin()
    clock.move(23 * 3_600_000)
    expect((await finish()).kind).toBe('waiting')
    clock.move(3_600_000)
    expect(await finish()).toEqual({ kind: 'gone' })
    expect(await isThere(personId)).toBe(false)
  })

  it('is not erased for who did not ask', async () => {
    const { personId, finish } = await somebody('nest 3')
    await finish()
    expect(await isThere(personId)).toBe(true)
  })
})

describe('a worker who is forgotten', () => {
  it('leaves the badges with who got them, and stands nowhere any more', async () => {
    const { db, personId, begin, finish } = await somebody('nest 4')
    const learner = await makeLearner(db)
    const achievement = await db.achievement.findFirstOrThrow({
      select: { id: true, organisationId: true },
    })
    const awardId = await db.$transaction(async (tx) => {
      const { code } = await invite(tx, deps, {
        organisationId: achievement.organisationId,
        role: 'worker',
        invitedById: null,
      })
      await acceptInvitation(tx, deps, { personId, code })
      const outcome = await award(tx, deps, {
        personId: learner.id,
        achievementId: achievement.id,
        givenById: personId,
        note: 'goed gedaan',
      })
      return outcome.awardId
    })
    const stranger = await makeLearner(db)
    await db.referral.create({
      data: {
        personId: stranger.id,
        madeById: personId,
        fromOrganisationId: achievement.organisationId,
        toOrganisationId: achievement.organisationId,
        needSealed: await deps.seals.seal('note', 'rust'),
        status: 'asked',
        createdAt: clock.clock(),
      },
    })
    await begin()
    clock.move(86_400_000)
    expect(await finish()).toEqual({ kind: 'gone' })
    const stays = await db.award.findUniqueOrThrow({
      where: { id: awardId },
      select: { personId: true, givenById: true, stands: true, noteSealed: true },
    })
    expect(stays).toMatchObject({ personId: learner.id, givenById: null, stands: true })
    expect(await deps.seals.open('note', stays.noteSealed ?? '')).toBe('goed gedaan')
    const trail = await db.auditEntry.findMany({
      where: { OR: [{ actorId: personId }, { subjectId: personId }] },
    })
    expect(trail).toEqual([])
    expect(await db.auditEntry.count({ where: { subjectId: awardId } })).toBe(1)
    expect(await db.referral.count({ where: { personId: stranger.id, madeById: null } })).toBe(1)
  })
})
