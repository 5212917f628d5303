import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signUp } from '../../../src/activities/sign-up.ts'
import { waitForPlace } from '../../../src/activities/waiting-list.ts'
import { award } from '../../../src/badges/award.ts'
import { lookAtWaitingList } from '../../../src/conversation/notices/waiting-list.ts'
import { reply, text } from '../../../src/conversation/reply.ts'
import { enqueue } from '../../../src/delivery/enqueue.ts'
import { finishErasure, forget } from '../../../src/learners/erase/forget.ts'
import { acceptInvitation, invite } from '../../../src/organisations/invite.ts'
import { createTestClock } from '../../support/clock.ts'
import { seededTestDatabase, type TestDatabase } from '../../support/database.ts'
import { testDeps } from '../../support/deps.ts'
import { makeLearner } from '../../support/learner.ts'
import { sessionWith } from '../../support/sessions.ts'
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

describe('places of somebody who is forgotten', () => {
  /** A full session of one place, and who waits for it. */
  async function full(holderId: string, waitingId: string) {
    const { sessionId } = await sessionWith(database.db, { places: 1 })
    const now = clock.clock()
    await database.db.$transaction(async (tx) => {
      await signUp(tx, { sessionId, personId: holderId, now })
      await waitForPlace(tx, { sessionId, personId: waitingId, now })
    })
    return sessionId
  }
  const jobs = async () => {
    const rows = await database.db.$queryRaw<{ key: string }[]>`
      SELECT key FROM graphile_worker.jobs WHERE task_identifier = 'waiting-list' ORDER BY key`
    return rows.map(({ key }) => key)
  }

  it.each(['going', 'offered'] as const)(
    'come free for who waits, also when they are only held (%s)',
    async (status) => {
      const { db, personId, begin } = await somebody(`nest with a place ${status}`)
      const next = await makeLearner(db)
      const sessionId = await full(personId, next.id)
      const held = status === 'offered' ? new Date(clock.clock().getTime() + 3_600_000) : null
      await db.signup.updateMany({
        where: { sessionId, personId },
        data: { status, heldUntil: held },
      })
      await begin()
      const session = () => db.session.findUniqueOrThrow({ where: { id: sessionId } })
      expect((await session()).goingCount).toBe(0)
      expect(await jobs()).toContain(`waiting-list:${sessionId}`)
      await lookAtWaitingList(db, sessionId, clock.clock())
      const waiting = { sessionId_personId: { sessionId, personId: next.id } }
      expect(await db.signup.findUniqueOrThrow({ where: waiting })).toMatchObject({
        status: 'offered',
      })
      expect((await session()).goingCount).toBe(1)
    },
  )

  it('are not given twice when somebody who only waited goes', async () => {
    const { db, personId, begin } = await somebody('nest in the row')
    const holder = await makeLearner(db)
    const sessionId = await full(holder.id, personId)
    await begin()
    expect(await db.session.findUniqueOrThrow({ where: { id: sessionId } })).toMatchObject({
      goingCount: 1,
    })
    expect(await db.signup.count({ where: { sessionId } })).toBe(1)
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
    const ended = await db.auditEntry.findMany({
      where: { organisationId: achievement.organisationId, action: 'membership.ended' },
      select: { actorId: true, subjectId: true },
    })
    expect(ended).toEqual([{ actorId: null, subjectId: 'erased' }])
    expect(await db.referral.count({ where: { personId: stranger.id, madeById: null } })).toBe(1)
  })
})
