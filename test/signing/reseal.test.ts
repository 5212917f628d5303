import { afterAll, beforeAll, expect, it } from 'vitest'
import { audit } from '../../src/organisations/audit.ts'
import { checkKeys } from '../../src/signing/check-keys.ts'
import { resealAll } from '../../src/signing/reseal.ts'
import { createSeals, type Seals } from '../../src/signing/seals.ts'
import { seededTestDatabase, type TestDatabase } from '../support/database.ts'
import { testDeps } from '../support/deps.ts'
import { makeLearner } from '../support/learner.ts'
import { findTraces } from '../support/traces.ts'

let database: TestDatabase
const deps = testDeps()
const from = deps.seals
const to = createSeals('another secret for tests, of enough characters')

beforeAll(async () => {
  database = await seededTestDatabase()
  const { db } = database
  const { id: organisationId } = await db.organisation.findFirstOrThrow({ select: { id: true } })
  for (let person = 0; person < 5; person += 1) {
    const { id: personId } = await makeLearner(db)
    const address = `nest ${person}`
    await db.channelIdentity.create({
      data: {
        ...{ personId, channel: 'pigeon', createdAt: deps.clock(), lastMessageAt: deps.clock() },
        addressLookup: from.lookup('pigeon', address),
        addressSealed: await from.seal('address', address),
      },
    })
    await audit(db, deps, {
      ...{ actorId: personId, organisationId, action: 'award.revoked', subjectType: 'person' },
      ...{ subjectId: personId, reason: 'een vergissing' },
    })
  }
  const payload = JSON.stringify({ givenSealed: await from.seal('badge', 'a badge'), other: 'x' })
  await db.$queryRaw`SELECT graphile_worker.add_job('importBadge', ${payload}::json)`
})
afterAll(() => database.close())

/** Seals that break off after so many texts, as when the power fails. */
function breakingOff(seals: Seals, after: number): Seals {
  let left = after
  return {
    ...seals,
    async seal(purpose, text) {
      left -= 1
      if (left < 0) throw new Error('the power failed')
      return seals.seal(purpose, text)
    },
  }
}

it('seals everything anew, also when it was interrupted, and finds people by the new secret', async () => {
  const { db, url } = database
  await expect(resealAll(db, from, breakingOff(to, 12))).rejects.toThrow('the power failed')
  await expect(checkKeys(db, to)).rejects.toThrow('STAPJE_SECRET')
  const { resealed, already } = await resealAll(db, from, to)
  expect(already).toBeGreaterThan(0)
  expect(resealed).toBeGreaterThan(5)
  await checkKeys(db, to)
  await expect(checkKeys(db, from)).rejects.toThrow('STAPJE_SECRET')

  for (let person = 0; person < 5; person += 1) {
    const found = await db.channelIdentity.findUniqueOrThrow({
      where: {
        channel_addressLookup: {
          channel: 'pigeon',
          addressLookup: to.lookup('pigeon', `nest ${person}`),
        },
      },
    })
    expect(await to.open('address', found.addressSealed)).toBe(`nest ${person}`)
  }
  // Sealed texts are opened and looked at as well: all that is found is what stands there sealed.
  const traces = await findTraces(url, to, ['nest 3', 'een vergissing', 'another secret'])
  expect(new Set(traces)).toEqual(
    new Set([
      'public.AuditEntry.reasonSealed: een vergissing',
      'public.ChannelIdentity.addressSealed: nest 3',
    ]),
  )
  const [job] = await db.$queryRaw<{ payload: { givenSealed: string; other: string } }[]>`
    SELECT payload FROM graphile_worker._private_jobs`
  expect(job?.payload.other).toBe('x')
  expect(await to.open('badge', job?.payload.givenSealed ?? '')).toBe('a badge')
  expect(await resealAll(db, from, to)).toMatchObject({ resealed: 0 })
})

it('leaves the trail of the audit as closed as it was', async () => {
  const { db } = database
  await expect(db.auditEntry.updateMany({ data: { action: 'other' } })).rejects.toThrow()
})

it('stops at what neither secret opens', async () => {
  const stranger = createSeals('a third secret that nobody here has ever seen')
  await expect(resealAll(database.db, stranger, from)).rejects.toThrow('neither')
})
