import { z } from 'zod'
import type { Transaction } from '../../database/client.ts'
import type { Deps } from '../../deps.ts'
import { foldWords } from '../../language/fold-words.ts'
import { locales } from '../../language/locale.ts'
import { slugOf } from '../../language/slug.ts'
import { audit } from '../../organisations/audit.ts'
import { topics } from '../../understand/understood.ts'
import { achievementsOf } from '../find-achievement.ts'
import { alignmentOf, isSkillName, type SkillName } from './esco-skills.ts'

const words = z.object({ name: z.string(), description: z.string(), criteria: z.string() })

const skillName = z.custom<SkillName>((name) => typeof name === 'string' && isSkillName(name))

/** A badge as it is being made or changed: what is not said yet is left out, or null. */
export const achievementDraft = z.object({
  /** The badge that is changed; null makes a new one. */
  achievementId: z.uuid().nullable(),
  /** Everything is filled in: then only what is chosen is asked. */
  isFilled: z.boolean(),
  locale: z.enum(locales).nullable(),
  kind: z.enum(['encouragement', 'skill']).nullable(),
  words: words.partial(),
  /** In the other language; null when they are left open. */
  otherWords: words.partial().nullable(),
  topic: z.enum(topics).nullable(),
  /** The skill that it shows; of a badge that is changed, one that is added. */
  skill: skillName.nullable().default(null),
  /** Which skills may be meant by what was typed. */
  skillGuesses: z.array(skillName).default([]),
})
export type AchievementDraft = z.infer<typeof achievementDraft>

/** Nothing said yet. */
export const emptyAchievement: AchievementDraft = {
  achievementId: null,
  isFilled: false,
  locale: null,
  kind: null,
  words: {},
  otherWords: null,
  topic: null,
  skill: null,
  skillGuesses: [],
}

/** A draft in which nothing is missing. A pathway's badge can be changed, but is not made here. */
const complete = achievementDraft.extend({ locale: z.enum(locales), words })

/** For whom and by whom a badge is made or changed. */
export interface AchievementMaker {
  readonly organisationId: string
  readonly personId: string
}

export type SaveAchievementOutcome =
  | {
      readonly kind: 'saved' | 'changed'
      readonly achievementId: string
      readonly slug: string
      readonly name: string
    }
  /** The organisation has a badge that is called so. */
  | { readonly kind: 'exists' }
  /** Something is missing, or the badge to be changed is not theirs. */
  | { readonly kind: 'incomplete' }

/** Makes a badge of an organisation, or changes its words. What was given stays as it was signed. */
export async function saveAchievement(
  tx: Transaction,
  deps: Deps,
  { organisationId, personId }: AchievementMaker,
  draft: AchievementDraft,
): Promise<SaveAchievementOutcome> {
  const parsed = complete.safeParse(draft)
  if (!parsed.success) return { kind: 'incomplete' }
  const { data } = parsed
  // Two badges of one name could not be told apart in a command; of two at once one is first.
  await tx.$executeRaw`SELECT 1 FROM "Organisation" WHERE id = ${organisationId}::uuid FOR UPDATE`
  if (await isTaken(tx, organisationId, data)) return { kind: 'exists' }
  const achievementId = data.achievementId ?? deps.newId()
  const found =
    data.achievementId === null
      ? await create(tx, deps, { achievementId, organisationId, draft: data })
      : await tx.achievement.findFirst({
          where: { id: achievementId, organisationId, endedAt: null },
          select: { slug: true },
        })
  if (found === null) return { kind: 'incomplete' }
  await tx.achievement.update({
    where: { id: achievementId },
    data: { topic: data.topic },
    select: { id: true },
  })
  if (data.kind === 'skill' && data.skill !== null) {
    await tx.alignment.createMany({
      data: [{ id: deps.newId(), achievementId, ...alignmentOf(data.skill) }],
      skipDuplicates: true,
    })
  }
  for (const locale of locales) {
    const other = locale === data.locale ? null : data.otherWords
    const { name, description, criteria } = data.words
    const said = {
      name: other?.name ?? name,
      description: other?.description ?? description,
      criteria: other?.criteria ?? criteria,
    }
    await tx.achievementText.upsert({
      where: { achievementId_locale: { achievementId, locale } },
      create: { achievementId, locale, ...said },
      update: said,
      select: { locale: true },
    })
  }
  const isNew = data.achievementId === null
  await audit(tx, deps, {
    actorId: personId,
    organisationId,
    action: isNew ? 'achievement.made' : 'achievement.changed',
    subjectType: 'achievement',
    subjectId: achievementId,
  })
  const { name } = data.words
  return { kind: isNew ? 'saved' : 'changed', achievementId, slug: found.slug, name }
}

async function isTaken(
  tx: Transaction,
  organisationId: string,
  { achievementId, words: { name }, otherWords }: z.infer<typeof complete>,
): Promise<boolean> {
  const wanted = [name, otherWords?.name ?? name].map(foldWords)
  const others = (await achievementsOf(tx, organisationId)).filter(
    (other) => other.achievementId !== achievementId,
  )
  return others.some(({ spellings }) => spellings.some((spelling) => wanted.includes(spelling)))
}

async function create(
  tx: Transaction,
  { clock }: Deps,
  making: {
    readonly achievementId: string
    readonly organisationId: string
    readonly draft: z.infer<typeof complete>
  },
): Promise<{ readonly slug: string } | null> {
  const { achievementId: id, organisationId, draft } = making
  const { kind } = draft
  if (kind === null) return null
  const wanted = slugOf(draft.words.name) || 'badge'
  const taken = await tx.achievement.count({ where: { organisationId, slug: wanted } })
  const slug = taken === 0 ? wanted : `${wanted}-${id.slice(-6)}`
  return tx.achievement.create({
    data: { id, organisationId, slug, kind, createdAt: clock() },
    select: { slug: true },
  })
}

/** Reads a badge of an organisation as a draft in which all is filled in; null when it is not theirs. */
export async function loadAchievement(
  tx: Transaction,
  wanted: {
    readonly achievementId: string
    readonly organisationId: string
    readonly locale: (typeof locales)[number]
  },
): Promise<AchievementDraft | null> {
  const { achievementId: id, organisationId, locale } = wanted
  const found = await tx.achievement.findFirst({
    where: { id, organisationId, endedAt: null },
    select: {
      kind: true,
      topic: true,
      texts: { select: { locale: true, name: true, description: true, criteria: true } },
    },
  })
  if (found === null) return null
  const { kind, topic, texts } = found
  const main = texts.find((row) => row.locale === locale) ?? texts[0]
  if (main === undefined) return null
  const other = texts.find((row) => row.locale !== main.locale)
  return {
    achievementId: id,
    isFilled: true,
    locale: main.locale,
    kind: kind === 'pathway' ? null : kind,
    topic,
    words: words.parse(main),
    otherWords: other === undefined ? null : words.parse(other),
    skill: null,
    skillGuesses: [],
  }
}
