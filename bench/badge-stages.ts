import { assignStatus } from '../src/badges/assign-status.ts'
import { audit } from '../src/organisations/audit.ts'
import { signCredential } from '../src/signing/sign-credential.ts'
import type { BenchSite } from './badges-site.ts'
import type { Figure } from './benchmark.ts'
import { unsignedCredentials } from './unsigned-credentials.ts'

const badgeCount = 200

/**
 * What each stage of an award takes, without beginning and committing a transaction: the award's row, its
 * index on the status list, both proofs, the stored credential, and the audit trail.
 */
export async function measureStages({ db, deps, cityId }: BenchSite): Promise<readonly Figure[]> {
  const achievement = await db.achievement.findFirstOrThrow({
    select: { id: true, organisationId: true },
  })
  const { id: achievementId, organisationId } = achievement
  const people = Array.from({ length: badgeCount }, (_, index) => ({
    id: deps.newId(),
    cityId,
    learnerCode: `STAGE-${index}`,
    locale: 'nl' as const,
    createdAt: deps.clock(),
  }))
  await db.person.createMany({ data: people })
  const took = { row: 0, index: 0, proofs: 0, stored: 0, audit: 0 }
  const timed = async <Result>(
    stage: keyof typeof took,
    work: () => Promise<Result>,
  ): Promise<Result> => {
    const start = performance.now()
    const result = await work()
    took[stage] += performance.now() - start
    return result
  }
  const credentials = unsignedCredentials(badgeCount, deps)
  await db.$transaction(
    async (tx) => {
      const keys = await deps.keyRing.signingKeysOf(tx, organisationId)
      for (const [at, credential] of credentials.entries()) {
        const personId = people[at]?.id ?? ''
        const awardedAt = deps.clock()
        const { id: awardId } = await timed('row', () =>
          tx.award.create({ data: { achievementId, personId, awardedAt }, select: { id: true } }),
        )
        const place = await timed('index', () => assignStatus(tx, deps, organisationId))
        const { jwt, document } = await timed('proofs', () => signCredential(credential, keys))
        await timed('stored', () =>
          tx.credential.create({
            data: {
              id: deps.newId(),
              awardId,
              keyId: keys.jwt.id,
              proofKeyId: keys.proof.id,
              jwt,
              document: JSON.parse(JSON.stringify(document)),
              issuedAt: awardedAt,
              statusEntry: { create: { statusListId: place.listId, index: place.index } },
            },
            select: { id: true },
          }),
        )
        await timed('audit', () =>
          audit(tx, deps, {
            ...{ actorId: null, organisationId, action: 'award.given' },
            ...{ subjectType: 'award', subjectId: awardId },
          }),
        )
      }
    },
    { timeout: 60_000 },
  )
  const figure = (name: string, milliseconds: number): Figure => ({
    name: `of an award: ${name}`,
    measured: `${(milliseconds / badgeCount).toFixed(2)} ms`,
  })
  // What was signed here is no badge of anybody: the rest of the benchmark does not meet it.
  await db.award.deleteMany({ where: { personId: { in: people.map(({ id }) => id) } } })
  return [
    figure('its row', took.row),
    figure('an index on the status list', took.index),
    figure('both proofs', took.proofs),
    figure('credential and index stored', took.stored),
    figure('audit trail', took.audit),
  ]
}
