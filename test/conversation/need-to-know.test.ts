import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sharedInterestsOf } from '../../src/recommend/interests.ts'
import { testNow } from '../support/clock.ts'
import { seededTestDatabase, type TestDatabase } from '../support/database.ts'
import { makeLearner } from '../support/learner.ts'
import { somebodyIn } from '../support/somebody.ts'

const house = 'buurthuis-de-kade'
const green = 'groenploeg-de-regenworm'

let database: TestDatabase
let somebody: ReturnType<typeof somebodyIn>

beforeAll(async () => {
  database = await seededTestDatabase()
  somebody = somebodyIn(database.db)
})
afterAll(() => database.close())

const organisation = (slug: string) =>
  database.db.organisation.findFirstOrThrow({ where: { slug } })

/** A learner who holds a badge of an organisation. */
async function holder(slug = house, badge = 'hielp-mee') {
  const learner = await somebody(null)
  const { id: achievementId } = await database.db.achievement.findFirstOrThrow({
    where: { slug: badge, organisation: { slug } },
  })
  const { personId } = learner
  const { id: awardId } = await database.db.award.create({
    data: { achievementId, personId, awardedAt: testNow },
  })
  return { ...learner, awardId }
}

describe('a worker who was removed', () => {
  it('reaches no learner with the answer to a referral', async () => {
    const [worker, admin, learner] = [
      await somebody('worker', house),
      await somebody('worker', green),
      await somebody(null),
    ]
    await worker.say(`/refer ${learner.code} regenworm gardening`)
    expect(await learner.say('1')).toContain('refer.agreed')
    const { id } = await database.db.referral.findFirstOrThrow({
      where: { personId: learner.personId },
    })
    expect(await admin.press({ kind: 'acceptReferral', id })).toContain('refer.accepted')
    expect(await admin.say('come on Tuesday')).toEqual(['refer.sureAnswer'])
    await admin.leave()
    const before = await learner.received()
    expect(await admin.say('1')).toContain('worker.notAllowed')
    expect(await admin.press({ kind: 'sendReferralAnswer', id })).toEqual(['refer.gone'])
    expect(await learner.received()).toEqual(before)
  })

  it('is out of the conversation that they took', async () => {
    const [worker, admin, learner] = [
      await somebody('worker', house),
      await somebody('admin', house),
      await somebody(null),
    ]
    const { id: organisationId } = await organisation(house)
    const { id } = await database.db.handOver.create({
      data: {
        personId: learner.personId,
        organisationId,
        status: 'waiting',
        createdAt: testNow,
        lastWordAt: testNow,
      },
    })
    expect(await worker.press({ kind: 'takeHandOver', id })).toContain('handOver.yours')
    const { id: membershipId } = await database.db.membership.findFirstOrThrow({
      where: { personId: worker.personId },
    })
    expect(await admin.say(`/members remove ${membershipId} yes`)).toEqual(['members.removed'])
    expect((await learner.received()).at(-1)).toBe('handOver.ended')
    const before = await learner.received()
    await worker.say('are you still there?')
    expect(await learner.received()).toEqual(before)
  })
})

describe('an answer to a referral', () => {
  it('goes only after it was shown, and not when something else is asked', async () => {
    const [worker, other, learner] = [
      await somebody('worker', house),
      await somebody('worker', green),
      await somebody(null),
    ]
    await worker.say(`/refer ${learner.code} regenworm gardening`)
    await learner.say('1')
    const { id } = await database.db.referral.findFirstOrThrow({
      where: { personId: learner.personId },
    })
    await other.press({ kind: 'declineReferral', id })
    const before = await learner.received()
    expect(await other.say('something with cooking on saturday')).toEqual(['refer.sureAnswer'])
    expect(await other.say('2')).toEqual(['session.left'])
    expect(await other.say('come in March')).not.toContain('refer.sureAnswer')
    expect(await learner.received()).toEqual(before)
  })

  it('is no answer when it is one of our own words', async () => {
    const [worker, learner] = [await somebody('worker', house), await somebody(null)]
    expect(await worker.say(`/refer ${learner.code} regenworm`)).toEqual(['refer.need'])
    expect(await worker.say('my badges')).not.toContain('refer.asked')
    expect(await learner.received()).toEqual([])
  })
})

describe('supporting a badge', () => {
  it('says the same whether the learner has the badge or not, and asks once', async () => {
    const [worker, learner] = [await somebody('worker', green), await holder()]
    const { code } = learner
    expect(await worker.say(`/endorse ${code} hielp-mee`)).toEqual(['endorsement.usage'])
    expect(await worker.say(`/endorse ${code} eerste-stap`)).toEqual(['endorsement.usage'])
    expect(await worker.say(`/endorse ${code} eerste-stap "so kind"`)).toEqual(['endorsement.done'])
    expect(await learner.received()).toEqual([])
    for (const words of ['so kind', 'very kind']) {
      expect(await worker.say(`/endorse ${code} hielp-mee "${words}"`)).toEqual([
        'endorsement.done',
      ])
    }
    expect(await database.db.endorsement.count({ where: { awardId: learner.awardId } })).toBe(1)
    expect(await worker.say('/endorse TULP-0000 hielp-mee "so kind"')).toEqual(['endorsement.done'])
    expect(await worker.say(`/endorse ${worker.code} hielp-mee "so kind"`)).toEqual([
      'endorsement.own',
    ])
  })
})

it('gives no badge to somebody of another city', async () => {
  const { db } = database
  const [worker, learner] = [await somebody('worker', house), await holder()]
  const { slug: _slug, id: _id, ...city } = await db.city.findFirstOrThrow()
  const { id: cityId } = await db.city.create({ data: { ...city, slug: 'elders' } })
  await db.person.update({ where: { id: learner.personId }, data: { cityId } })
  const { code } = learner
  expect(await worker.say(`/award ${code} eerste-stap`)).toContain('worker.unknownCode')
  expect(await worker.say(`/revoke ${code} hielp-mee mistake`)).toContain('worker.unknownCode')
})

it('suggests from what is shared with that organisation only', async () => {
  const { db } = database
  const { id: personId } = await makeLearner(db)
  const [own, elsewhere] = [await organisation(house), await organisation(green)]
  for (const { id: organisationId } of [own, elsewhere]) {
    const { id: sessionId } = await db.session.findFirstOrThrow({
      where: { activity: { organisationId } },
    })
    const at = { createdAt: testNow, changedAt: testNow }
    await db.signup.create({ data: { sessionId, personId, status: 'going', ...at } })
  }
  const hidden = await db.achievement.findFirstOrThrow({ where: { topic: { not: null } } })
  await db.award.create({
    data: { achievementId: hidden.id, personId, awardedAt: testNow, hiddenAt: testNow },
  })
  const ask = () => sharedInterestsOf(db, { personId, organisationId: own.id })
  const { activityIds, badgeTopics } = await ask()
  const activities = await db.activity.findMany({ where: { id: { in: [...activityIds] } } })
  expect(activities.map(({ organisationId }) => organisationId)).toEqual([own.id])
  expect(badgeTopics).toEqual([])
  await db.person.update({ where: { id: personId }, data: { recommendationsWanted: false } })
  expect(await ask()).toMatchObject({ wishTopics: [], activityIds: [] })
})
