import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { audit } from '../../src/organisations/audit.ts'
import { seededTestDatabase, type TestDatabase } from '../support/database.ts'
import { testDeps } from '../support/deps.ts'
import { makeLearner } from '../support/learner.ts'

let database: TestDatabase
let entryId: bigint
let actorId: string

beforeAll(async () => {
  database = await seededTestDatabase()
  const { db } = database
  const { id: organisationId } = await db.organisation.findFirstOrThrow({ select: { id: true } })
  actorId = (await makeLearner(db)).id
  await audit(db, testDeps(), {
    actorId,
    organisationId,
    action: 'membership.ended',
    subjectType: 'person',
    subjectId: actorId,
    reason: 'moved away',
  })
  entryId = (await db.auditEntry.findFirstOrThrow({ where: { actorId } })).id
})
afterAll(() => database.close())

describe('the audit trail', () => {
  it.each([
    `UPDATE "AuditEntry" SET action = 'award.given'`,
    `UPDATE "AuditEntry" SET at = now()`,
    `UPDATE "AuditEntry" SET "actorId" = gen_random_uuid()`,
    `UPDATE "AuditEntry" SET "subjectId" = 'somebody-else'`,
    `UPDATE "AuditEntry" SET "reasonSealed" = 'another reason'`,
    `UPDATE "AuditEntry" SET "organisationId" = NULL`,
    `DELETE FROM "AuditEntry"`,
    `TRUNCATE "AuditEntry"`,
    `TRUNCATE "Organisation" CASCADE`,
  ])('is kept as it is by the database itself: %s', async (statement) => {
    await expect(database.db.$executeRawUnsafe(statement)).rejects.toThrow(/append-only/)
    const [kept] = await database.db.auditEntry.findMany({ where: { id: entryId } })
    expect(kept).toMatchObject({ actorId, subjectId: actorId, action: 'membership.ended' })
  })

  it('lets go only of what leads to a person who is forgotten', async () => {
    const { db } = database
    await db.auditEntry.updateMany({
      where: { id: entryId },
      data: { actorId: null, subjectId: 'erased', reasonSealed: null },
    })
    expect(await db.auditEntry.findUniqueOrThrow({ where: { id: entryId } })).toMatchObject({
      actorId: null,
      subjectId: 'erased',
      reasonSealed: null,
      action: 'membership.ended',
    })
  })
})
