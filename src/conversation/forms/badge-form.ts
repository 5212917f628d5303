import { achievementLimits } from '../../badges/make/limits.ts'
import {
  type AchievementDraft,
  achievementDraft,
  emptyAchievement,
  saveAchievement,
} from '../../badges/make/save-achievement.ts'
import { picturePath } from '../../badges/picture.ts'
import type { ReplyKey } from '../../language/translate.ts'
import { commandWord } from '../commands.ts'
import { reply, type Text, text } from '../reply.ts'
import { picture } from '../turns/badges.ts'
import { defineForm } from './define-form.ts'
import type { StartableForm } from './form.ts'
import { saidBefore } from './form-replies.ts'
import { skillStep, skillText } from './skill-step.ts'
import { choiceStep, otherLanguage, textStep, topicStep } from './steps.ts'

const isAnswered = ({ isFilled }: AchievementDraft) => isFilled

interface WordsStep {
  readonly name: string
  readonly label: ReplyKey
  readonly question: ReplyKey
  readonly field: keyof AchievementDraft['words']
  readonly mostCharacters: number
}

const ownWords = ({ name, label, question, field, mostCharacters }: WordsStep) =>
  textStep<AchievementDraft>({
    name,
    label,
    question: () => text(question),
    mostCharacters,
    isAnswered,
    set: (draft, typed) => ({ ...draft, words: { ...draft.words, [field]: typed ?? '' } }),
  })

/** The same in the other language: the name decides whether there are any. */
const otherWords = ({ name, label, question, field, mostCharacters }: WordsStep) =>
  textStep<AchievementDraft>({
    name,
    label,
    question: (draft, filling) => text(question, otherLanguage(draft, filling)),
    mostCharacters,
    canSkip: true,
    isAsked: (draft) => field === 'name' || draft.otherWords !== null,
    isAnswered,
    set(draft, typed) {
      if (typed !== null) return { ...draft, otherWords: { ...draft.otherWords, [field]: typed } }
      return field === 'name' ? { ...draft, otherWords: null } : draft
    },
  })

const steps = [
  ownWords({
    name: 'name',
    label: 'making_badge.label.name',
    question: 'making_badge.name',
    field: 'name',
    mostCharacters: achievementLimits.nameCharacters,
  }),
  choiceStep<AchievementDraft>({
    name: 'kind',
    label: 'making_badge.label.kind',
    question: 'making_badge.kind',
    options: [
      { value: 'encouragement', label: text('making_badge.kindEncouragement') },
      { value: 'skill', label: text('making_badge.kindSkill') },
    ],
    // What was given as a compliment is not a proof of skill later on.
    isAsked: ({ achievementId }) => achievementId === null,
    isAnswered,
    set: (draft, value) => ({ ...draft, kind: value === 'skill' ? 'skill' : 'encouragement' }),
  }),
  ownWords({
    name: 'description',
    label: 'making_badge.label.description',
    question: 'making_badge.description',
    field: 'description',
    mostCharacters: achievementLimits.textCharacters,
  }),
  ownWords({
    name: 'criteria',
    label: 'making_badge.label.criteria',
    question: 'making_badge.criteria',
    field: 'criteria',
    mostCharacters: achievementLimits.textCharacters,
  }),
  skillStep,
  otherWords({
    name: 'otherName',
    label: 'making_badge.label.otherName',
    question: 'making_badge.otherName',
    field: 'name',
    mostCharacters: achievementLimits.nameCharacters,
  }),
  otherWords({
    name: 'otherDescription',
    label: 'making_badge.label.otherDescription',
    question: 'making_badge.otherDescription',
    field: 'description',
    mostCharacters: achievementLimits.textCharacters,
  }),
  otherWords({
    name: 'otherCriteria',
    label: 'making_badge.label.otherCriteria',
    question: 'making_badge.otherCriteria',
    field: 'criteria',
    mostCharacters: achievementLimits.textCharacters,
  }),
  topicStep<AchievementDraft>({
    label: 'making_badge.label.topic',
    question: 'making_badge.topic',
    canSkip: true,
    isAnswered,
    set: (draft, topic) => ({ ...draft, topic }),
  }),
]

const sayWords = ({ name, description, criteria }: AchievementDraft['words']): readonly Text[] => [
  ...(name === undefined ? [] : [text('making_badge.preview.name', { name })]),
  ...(description === undefined ? [] : [text('making_badge.preview.description', { description })]),
  ...(criteria === undefined ? [] : [text('making_badge.preview.criteria', { criteria })]),
]

/** `/badge new` and `edit`: step by step, with a preview. */
export const badgeForm: StartableForm<AchievementDraft> = defineForm<AchievementDraft>({
  name: 'badge',
  role: 'admin',
  command: { name: 'badge', action: 'new' },
  draft: achievementDraft,
  empty: emptyAchievement,
  steps,
  saveLabel: 'making_badge.save',
  preview({ words, otherWords: other, kind, topic, skill }) {
    return {
      paragraphs: [
        ...(kind === null ? [] : [text(`badges.kind.${kind}`)]),
        ...sayWords(words),
        ...(other === null ? [] : sayWords(other)),
        ...(kind !== 'skill' || skill === null
          ? []
          : [
              text('making_badge.preview.skill', {
                skill: { kind: 'texts', texts: [skillText(skill)] },
              }),
            ]),
        ...(topic === null
          ? []
          : [
              text('making_badge.preview.topic', {
                topic: { kind: 'texts', texts: [text(`find.topic.${topic}`)] },
              }),
            ]),
      ],
    }
  },
  async save(draft, filling) {
    const { turn, actingFor } = filling
    const { tx, deps, person, locale } = turn
    const maker = { organisationId: actingFor.organisationId, personId: person.personId }
    const filled = { ...draft, locale: draft.locale ?? locale, isFilled: true }
    const outcome = await saveAchievement(tx, deps, maker, filled)
    if (outcome.kind === 'incomplete') {
      return { replies: [reply({ paragraphs: [text('making_badge.gone')] })] }
    }
    if (outcome.kind === 'exists') {
      return saidBefore(await badgeForm.begin(filling, filled), text('making_badge.exists'))
    }
    const { achievementId, slug, name } = outcome
    const usage = `/${commandWord(locale, 'award').name} TULP-4821 ${slug}`
    const path = picturePath(achievementId)
    return {
      replies: [
        reply({
          paragraphs: [text(`making_badge.${outcome.kind}`, { name, usage })],
          picture: picture({ name: { nl: name, en: name }, picturePath: path }),
        }),
      ],
    }
  },
})
