import { z } from 'zod'
import { isSkillName } from '../../../badges/make/esco-skills.ts'
import { achievementLimits } from '../../../badges/make/limits.ts'
import type { AchievementDraft } from '../../../badges/make/save-achievement.ts'
import { type Text, text } from '../../../conversation/reply.ts'
import { topics } from '../../../understand/understood.ts'

const line = z
  .string()
  .transform((typed) => typed.replace(/\s+/g, ' ').trim())
  .catch('')

/** A badge as its form has it: what was typed, not yet read. */
export const badgeFields = z.object({
  kind: line,
  nameNl: line,
  descriptionNl: line,
  criteriaNl: line,
  nameEn: line,
  descriptionEn: line,
  criteriaEn: line,
  skill: line,
  topic: line,
})
export type BadgeFields = z.infer<typeof badgeFields>

/** What is wrong, by the field. */
export type BadgeFaults = Partial<Record<keyof BadgeFields, Text>>

export type ReadBadgeForm =
  | { readonly kind: 'read'; readonly draft: AchievementDraft }
  | { readonly kind: 'faults'; readonly faults: BadgeFaults }

const parts = ['name', 'description', 'criteria'] as const

/**
 * Reads a form as a draft, within the limits that the chat has. The first language with a name in it is the
 * badge's own; of the other one everything may be left open.
 */
export function readBadgeForm(fields: BadgeFields, before: AchievementDraft): ReadBadgeForm {
  const faults: BadgeFaults = {}
  const own = fields.nameNl === '' && fields.nameEn !== '' ? 'En' : 'Nl'
  for (const language of ['Nl', 'En'] as const) {
    for (const part of parts) {
      const typed = fields[`${part}${language}`]
      const { nameCharacters, textCharacters } = achievementLimits
      const most = part === 'name' ? nameCharacters : textCharacters
      if (typed.length > most) faults[`${part}${language}`] = text('forms.tooLong', { most })
      if (typed === '' && language === own) faults[`${part}${language}`] = text('forms.empty')
    }
  }
  // What was given as a compliment is not a proof of skill later on.
  const kind = before.achievementId === null ? kindOf(fields.kind) : before.kind
  if (kind === null && before.achievementId === null) faults.kind = text('forms.pick')
  if (Object.keys(faults).length > 0) return { kind: 'faults', faults }
  const wordsIn = (language: 'Nl' | 'En') => ({
    name: fields[`name${language}`],
    description: fields[`description${language}`],
    criteria: fields[`criteria${language}`],
  })
  const other = wordsIn(own === 'Nl' ? 'En' : 'Nl')
  const said = Object.fromEntries(Object.entries(other).filter(([, typed]) => typed !== ''))
  return {
    kind: 'read',
    draft: {
      ...before,
      isFilled: true,
      locale: own === 'Nl' ? 'nl' : 'en',
      kind,
      words: wordsIn(own),
      otherWords: other.name === '' ? null : said,
      topic: topics.find((known) => known === fields.topic) ?? null,
      skill: kind === 'skill' && isSkillName(fields.skill) ? fields.skill : null,
    },
  }
}

const kindOf = (typed: string) => (typed === 'skill' || typed === 'encouragement' ? typed : null)

/** A draft as the form shows it. */
export function fieldsOfBadge({
  locale,
  words,
  otherWords,
  ...draft
}: AchievementDraft): BadgeFields {
  const nl = locale === 'en' ? otherWords : words
  const en = locale === 'en' ? words : otherWords
  return {
    kind: draft.kind ?? '',
    nameNl: nl?.name ?? '',
    descriptionNl: nl?.description ?? '',
    criteriaNl: nl?.criteria ?? '',
    nameEn: en?.name ?? '',
    descriptionEn: en?.description ?? '',
    criteriaEn: en?.criteria ?? '',
    skill: '',
    topic: draft.topic ?? '',
  }
}
