import { randomBytes } from 'node:crypto'
import type { Database } from '../../src/database/client.ts'
import type { Locale } from '../../src/language/locale.ts'
import { drawLearnerCode } from '../../src/learners/learner-code.ts'
import { testNow } from './clock.ts'

/** Makes somebody who learns in the demo city. */
export async function makeLearner(
  db: Database,
  locale: Locale = 'nl',
): Promise<{ readonly id: string }> {
  const city = await db.city.findFirstOrThrow({ select: { id: true } })
  return db.person.create({
    data: {
      cityId: city.id,
      learnerCode: drawLearnerCode((count) => randomBytes(count)),
      locale,
      createdAt: testNow,
    },
    select: { id: true },
  })
}
