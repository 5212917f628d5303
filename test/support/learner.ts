import { randomBytes } from 'node:crypto'
import type { Database } from '../../src/database/client.ts'
import type { Locale } from '../../src/language/locale.ts'
import { drawLearnerCode } from '../../src/learners/learner-code.ts'
import { testNow } from './clock.ts'

const drawn = new Set<string>()

/** A code that no other learner of this test file has. */
function ownCode(): string {
  for (;;) {
    const code = drawLearnerCode((count) => randomBytes(count))
    if (drawn.has(code)) continue
    drawn.add(code)
    return code
  }
}

/** Makes somebody who learns in the demo city. */
export async function makeLearner(
  db: Database,
  locale: Locale = 'nl',
): Promise<{ readonly id: string }> {
  const city = await db.city.findFirstOrThrow({ select: { id: true } })
  return db.person.create({
    data: {
      cityId: city.id,
      learnerCode: ownCode(),
      locale,
      createdAt: testNow,
    },
    select: { id: true },
  })
}
