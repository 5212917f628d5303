import type { DatabaseOrTransaction } from '../database/client.ts'
import { inEveryLocale } from '../language/in-every-locale.ts'
import type { InEveryLocale } from '../language/locale.ts'
import type { Topic } from '../understand/understood.ts'

/** An activity as such, whether it is on or not. */
export interface FoundActivity {
  readonly topic: Topic
  readonly title: InEveryLocale
  readonly summary: InEveryLocale
}

/** Finds an activity of a city by its slug; null when there is none, or it has ended for good. */
export async function findActivity(
  db: DatabaseOrTransaction,
  cityId: string,
  slug: string,
): Promise<FoundActivity | null> {
  const found = await db.activity.findFirst({
    where: { slug, endedAt: null, organisation: { cityId, leftAt: null } },
    select: { topic: true, texts: { select: { locale: true, title: true, summary: true } } },
  })
  if (found === null) return null
  return {
    topic: found.topic,
    title: inEveryLocale(found.texts, ({ title }) => title),
    summary: inEveryLocale(found.texts, ({ summary }) => summary),
  }
}
