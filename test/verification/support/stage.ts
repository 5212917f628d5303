import { award } from '../../../src/badges/award.ts'
import { createShare } from '../../../src/badges/share.ts'
import type { Database } from '../../../src/database/client.ts'
import type { Deps } from '../../../src/deps.ts'
import type { VerificationInput } from '../../../src/verification/read-badge.ts'
import type { VerificationReport } from '../../../src/verification/report.ts'
import { createVerifyBadge } from '../../../src/verification/verify-badge.ts'
import { seededTestDatabase } from '../../support/database.ts'
import { testDeps } from '../../support/deps.ts'
import { makeLearner } from '../../support/learner.ts'
import { startTestWeb, type TestWeb } from './test-web.ts'

/** A verifier on a database of its own, with a web of its own around it. */
export interface VerificationStage {
  readonly db: Database
  readonly deps: Deps
  readonly web: TestWeb
  readonly verify: (input: VerificationInput | string | Uint8Array) => Promise<VerificationReport>
  /** A badge that we issued, and the link to it. */
  readonly ours: {
    readonly jwt: string
    /** The same with an embedded proof. */
    readonly document: string
    readonly awardId: string
    readonly personId: string
    readonly link: string
  }
  close(): Promise<void>
}

export async function startVerificationStage(): Promise<VerificationStage> {
  const { db, close } = await seededTestDatabase()
  const web = await startTestWeb()
  const deps = testDeps()
  const verifyBadge = createVerifyBadge({ db, deps, fetch: web.fetch })
  const learner = await makeLearner(db)
  const achievement = await db.achievement.findFirstOrThrow({
    where: { kind: 'encouragement' },
    select: { id: true },
  })
  const ours = await db.$transaction(async (tx) => {
    const { awardId } = await award(tx, deps, {
      personId: learner.id,
      achievementId: achievement.id,
      givenById: null,
      note: null,
    })
    const shared = await createShare(tx, deps, {
      personId: learner.id,
      awardIds: [awardId],
      name: { kind: 'none' },
      locale: 'nl',
    })
    if (shared.kind !== 'shared') throw new Error('The badge could not be shared')
    const { jwt, document } = await tx.credential.findUniqueOrThrow({ where: { awardId } })
    return {
      jwt,
      document: JSON.stringify(document),
      awardId,
      personId: learner.id,
      link: shared.url,
    }
  })
  return {
    db,
    deps,
    web,
    ours,
    async verify(input) {
      const { report } = await verifyBadge(
        typeof input === 'string'
          ? { kind: 'text', text: input }
          : input instanceof Uint8Array
            ? { kind: 'file', bytes: input }
            : input,
      )
      return report
    },
    async close() {
      await web.close()
      await close()
    },
  }
}

/** The steps that did not hold, as `step: code`; what was never come to is left out. */
export const troubleIn = ({ steps }: VerificationReport): readonly string[] =>
  steps
    .filter(({ outcome, code }) => outcome !== 'ok' && code !== 'not-reached')
    .map(({ step, code }) => `${step}: ${code}`)
