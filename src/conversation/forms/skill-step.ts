import { type SkillName, skillNames } from '../../badges/make/esco-skills.ts'
import { findSkills, type NamedSkill, skillCalled } from '../../badges/make/find-skills.ts'
import type { AchievementDraft } from '../../badges/make/save-achievement.ts'
import { locales } from '../../language/locale.ts'
import { text } from '../reply.ts'
import { sayText } from '../speak.ts'
import type { FormStep } from './form.ts'

export const skillText = (name: SkillName) => text(`skill.${name}`)

const skills: readonly NamedSkill[] = skillNames.map((name) => ({
  name,
  labels: locales.map((locale) => sayText(locale, skillText(name))),
}))

/** Those that the words may be about, or else those that what is known of the badge is about. */
function offered({ skillGuesses, words }: AchievementDraft): readonly SkillName[] {
  if (skillGuesses.length > 0) return skillGuesses
  return findSkills(Object.values(words).join(' '), skills)
}

/** Which skill of ESCO a badge shows: in any words, chosen from those that come near, or none. */
export const skillStep: FormStep<AchievementDraft> = {
  name: 'skill',
  label: 'making_badge.label.skill',
  isAsked: ({ kind }) => kind === 'skill',
  isAnswered: ({ isFilled }) => isFilled,
  ask: (draft) => ({
    paragraphs: [text('making_badge.skill')],
    choices: [
      ...offered(draft).map((name) => ({ label: skillText(name), value: name })),
      { label: text('forms.skip'), value: 'skip' },
    ],
  }),
  read(answer, draft) {
    if (answer.kind === 'picked') {
      const skill = skillNames.find((name) => name === answer.value) ?? null
      return { kind: 'taken', draft: { ...draft, skill, skillGuesses: [] } }
    }
    const skill = skillCalled(answer.text, skills)
    if (skill !== null) return { kind: 'taken', draft: { ...draft, skill, skillGuesses: [] } }
    const skillGuesses = [...findSkills(answer.text, skills)]
    const why = text(
      skillGuesses.length > 0 ? 'making_badge.skillsMeant' : 'making_badge.skillUnknown',
    )
    return { kind: 'again', why, draft: { ...draft, skillGuesses } }
  },
}
