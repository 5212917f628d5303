import type { DatabaseOrTransaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { inEveryLocale } from '../language/in-every-locale.ts'
import type { Locale } from '../language/locale.ts'
import { achievement, contexts, profile } from './credential.ts'

type Site = Pick<Deps, 'siteUrl'>

/** An organisation as an Open Badges `Profile` of its own; null when there is none by this id. */
export async function issuerProfile(
  db: DatabaseOrTransaction,
  { siteUrl }: Site,
  organisationId: string,
  locale: Locale = 'nl',
): Promise<object | null> {
  const organisation = await db.organisation.findUnique({
    where: { id: organisationId },
    select: { id: true, name: true, website: true, texts: true },
  })
  if (organisation === null) return null
  const { texts, ...facts } = organisation
  const about = inEveryLocale(texts, (row) => row.about)[locale]
  return { '@context': [...contexts], ...profile(siteUrl, { ...facts, about }) }
}

/** An Open Badges `Achievement` of its own, with its creator; null when there is none by this id. */
export async function achievementDocument(
  db: DatabaseOrTransaction,
  { siteUrl }: Site,
  achievementId: string,
  locale: Locale = 'nl',
): Promise<object | null> {
  const found = await db.achievement.findUnique({
    where: { id: achievementId },
    select: {
      id: true,
      kind: true,
      texts: true,
      alignments: {
        orderBy: { targetUrl: 'asc' },
        select: { targetName: true, targetUrl: true, targetFramework: true },
      },
      organisation: { select: { id: true, name: true, website: true, texts: true } },
    },
  })
  if (found === null) return null
  const { texts, organisation, ...facts } = found
  const { texts: aboutTexts, ...issuer } = organisation
  const about = inEveryLocale(aboutTexts, (row) => row.about)[locale]
  return {
    '@context': [...contexts],
    ...achievement(siteUrl, {
      ...facts,
      locale,
      name: inEveryLocale(texts, (row) => row.name)[locale],
      description: inEveryLocale(texts, (row) => row.description)[locale],
      criteria: inEveryLocale(texts, (row) => row.criteria)[locale],
    }),
    creator: profile(siteUrl, { ...issuer, about }),
  }
}
