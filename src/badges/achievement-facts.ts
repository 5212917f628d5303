import type { Prisma } from '../database/generated/client.ts'
import { inEveryLocale } from '../language/in-every-locale.ts'
import type { Locale } from '../language/locale.ts'
import { translator } from '../language/translate.ts'
import type { AchievementFacts, IssuerFacts } from './credential.ts'

/** What has to be read of an achievement to write it in a badge. */
export const achievementFields = {
  id: true,
  kind: true,
  texts: true,
  alignments: {
    orderBy: { targetUrl: 'asc' },
    select: { targetName: true, targetUrl: true, targetFramework: true },
  },
  organisation: { select: { id: true, name: true, website: true, texts: true } },
} satisfies Prisma.AchievementSelect

type FoundAchievement = Prisma.AchievementGetPayload<{ select: typeof achievementFields }>
type FoundOrganisation = FoundAchievement['organisation']

/** An achievement in both languages, of which one is its own. */
export function achievementFacts(found: FoundAchievement, locale: Locale): AchievementFacts {
  const { id, kind, texts, alignments } = found
  const name = inEveryLocale(texts, (row) => row.name)
  const description = inEveryLocale(texts, (row) => row.description)
  const criteria = inEveryLocale(texts, (row) => row.criteria)
  const wordsIn = (each: Locale) => ({
    name: name[each],
    description: description[each],
    criteria: criteria[each],
    kindStatement: translator(each, 'badges')(`kind.${kind}`),
  })
  return { id, kind, locale, words: { nl: wordsIn('nl'), en: wordsIn('en') }, alignments }
}

/** An organisation as it stands in a badge in this language. */
export function issuerFacts(found: FoundOrganisation, locale: Locale): IssuerFacts {
  const { id, name, website, texts } = found
  return { id, name, website, about: inEveryLocale(texts, (row) => row.about)[locale] }
}
