import type { DatabaseOrTransaction } from '../database/client.ts'
import type { Prisma } from '../database/generated/client.ts'
import type { Deps } from '../deps.ts'
import type { Locale } from '../language/locale.ts'

/** A story in the learner's own words. */
export interface ReadableStory {
  readonly id: string
  /** The language it is written in. */
  readonly locale: Locale
  readonly text: string
  /** The name that the learner chose; null for none. */
  readonly name: string | null
}

/** The newest stories of a city that the learner agrees to and a coordinator approved. */
export function publishedStories(
  db: DatabaseOrTransaction,
  deps: Pick<Deps, 'seals'>,
  city: { readonly cityId: string; readonly limit: number },
): Promise<readonly ReadableStory[]> {
  return readStories(db, deps, {
    where: { person: { cityId: city.cityId }, approvedAt: { not: null } },
    orderBy: [{ approvedAt: 'desc' }, { id: 'asc' }],
    take: city.limit,
  })
}

/** A story that its learner agrees to now, and that has words. */
export const readable = {
  agreedAt: { not: null },
  withdrawnAt: null,
  textSealed: { not: null },
} as const satisfies Prisma.StoryWhereInput

/** Opens the stories that a learner agrees to now, of those asked for. */
export async function readStories(
  db: DatabaseOrTransaction,
  { seals }: Pick<Deps, 'seals'>,
  asked: Pick<Prisma.StoryFindManyArgs, 'orderBy' | 'take'> & {
    readonly where: Prisma.StoryWhereInput
  },
): Promise<readonly ReadableStory[]> {
  const stories = await db.story.findMany({
    ...asked,
    where: { ...asked.where, ...readable },
    select: { id: true, locale: true, textSealed: true, nameSealed: true },
  })
  return Promise.all(
    stories.map(async ({ id, locale, textSealed, nameSealed }) => ({
      id,
      locale,
      text: textSealed === null ? '' : await seals.open('story', textSealed),
      name: nameSealed === null ? null : await seals.open('name', nameSealed),
    })),
  )
}
