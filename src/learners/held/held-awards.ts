import type { DatabaseOrTransaction } from '../../database/client.ts'
import type { Deps } from '../../deps.ts'
import { inEveryLocale } from '../../language/in-every-locale.ts'

/** A person's badges, all of them, with the note that came with each and the credential as it was signed. */
export async function heldAwards(
  db: DatabaseOrTransaction,
  { seals }: Pick<Deps, 'seals'>,
  personId: string,
) {
  const awards = await db.award.findMany({
    where: { personId },
    orderBy: [{ awardedAt: 'asc' }, { id: 'asc' }],
    omit: { personId: true, givenById: true },
    include: {
      credential: { select: { id: true, jwt: true, document: true, issuedAt: true } },
      endorsements: { select: { issuedAt: true, approvedAt: true, jwt: true, document: true } },
      achievement: {
        select: {
          slug: true,
          kind: true,
          topic: true,
          texts: true,
          organisation: { select: { name: true } },
        },
      },
    },
  })
  return Promise.all(
    awards.map(async ({ noteSealed, achievement, ...award }) => ({
      ...award,
      // Emptied when the learner deleted it: only its id is left.
      credential: award.credential?.jwt === '' ? null : award.credential,
      note: noteSealed === null ? null : await seals.open('note', noteSealed),
      slug: achievement.slug,
      kind: achievement.kind,
      topic: achievement.topic,
      name: inEveryLocale(achievement.texts, (row) => row.name),
      description: inEveryLocale(achievement.texts, (row) => row.description),
      organisation: achievement.organisation.name,
    })),
  )
}
