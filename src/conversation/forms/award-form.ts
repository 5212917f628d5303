import { z } from 'zod'
import { achievementsOf, findAchievement } from '../../badges/find-achievement.ts'
import { picturePath } from '../../badges/picture.ts'
import { readLearnerCode } from '../../learners/learner-code.ts'
import { longestNoteCharacters } from '../../organisations/award-command.ts'
import {
  type Awardee,
  attendedSession,
  awardee,
  recentAwardees,
} from '../../organisations/awardees.ts'
import { awardEveryone } from '../award-everyone.ts'
import { gaveBadge, giveBadge, whatIsRead } from '../commands/give-badge.ts'
import { reply, type Text, text } from '../reply.ts'
import type { TurnResult } from '../turn.ts'
import { picture } from '../turns/badges.ts'
import { defineForm } from './define-form.ts'
import type { Filling, FormStep, StepResult } from './form.ts'

const draft = z.object({
  who: awardee.nullable(),
  achievementId: z.uuid().nullable(),
  /** What was typed for a badge, and which may be meant. */
  typedBadge: z.string().nullable(),
  guesses: z.array(z.uuid()),
  note: z.string().nullable(),
  isNoteKnown: z.boolean(),
})
type Draft = z.infer<typeof draft>

/** A keyboard with more is no help. */
const badgesShown = 8

const sayWho = (who: Awardee): Text =>
  who.kind === 'learner'
    ? text('plain.text', { text: who.code })
    : text('awarding.whoSession', { title: { kind: 'either', ...who.title } })

const whoStep: FormStep<Draft> = {
  name: 'who',
  label: 'awarding.labelWho',
  isAnswered: ({ who }) => who !== null,
  async ask(_, { turn, actingFor }) {
    const { organisationId } = actingFor
    const recent = await recentAwardees(turn.tx, { organisationId, now: turn.now })
    const others = recent.filter(
      (who) => who.kind === 'session' || who.personId !== turn.person.personId,
    )
    return {
      paragraphs: [text(others.length === 0 ? 'awarding.whoNone' : 'awarding.who')],
      choices: others.map((who) => ({
        label: sayWho(who),
        value: who.kind === 'learner' ? `learner.${who.personId}` : `session.${who.sessionId}`,
      })),
    }
  },
  async read(answer, known, { turn, actingFor }): Promise<StepResult<Draft>> {
    const typed = answer.kind === 'typed' ? answer.text.trim() : null
    const [kind, id = ''] = answer.kind === 'picked' ? answer.value.split('.') : []
    const code = typed === null ? null : readLearnerCode(typed)
    const wanted = code !== null ? { learnerCode: code } : kind === 'learner' ? { id } : { id: '' }
    if (wanted.id !== '') {
      const learner = await turn.tx.person.findFirst({
        where: wanted,
        select: { id: true, learnerCode: true },
      })
      if (learner?.id === turn.person.personId) {
        return { kind: 'again', why: text('worker.ownBadge') }
      }
      if (learner === null) {
        return { kind: 'again', why: text('worker.unknownCode', { code: code ?? '' }) }
      }
      const who: Awardee = { kind: 'learner', personId: learner.id, code: learner.learnerCode }
      return { kind: 'taken', draft: { ...known, who } }
    }
    const which = kind === 'session' ? { id } : { code: typed ?? '' }
    const session = await attendedSession(turn.tx, actingFor.organisationId, which)
    if (session === null) {
      return { kind: 'again', why: text('worker.unknownCode', { code: typed ?? '' }) }
    }
    if (session.count === 0) {
      const title = { kind: 'either', ...session.title } as const
      return { kind: 'again', why: text('awarding.nobodyThere', { title }) }
    }
    return { kind: 'taken', draft: { ...known, who: session } }
  },
}

const badgeStep: FormStep<Draft> = {
  name: 'badge',
  label: 'awarding.labelBadge',
  isAnswered: ({ achievementId }) => achievementId !== null,
  async ask({ typedBadge, guesses }, { turn, actingFor }) {
    const all = await achievementsOf(turn.tx, actingFor.organisationId)
    const guessed = all.filter(({ achievementId }) => guesses.includes(achievementId))
    const asked =
      typedBadge === null || guessed.length === 0
        ? text('awarding.badge')
        : text('awarding.meant', { badge: typedBadge })
    return {
      paragraphs: [asked],
      choices: (guessed.length > 0 ? guessed : all)
        .slice(0, badgesShown)
        .map(({ achievementId, name }) => ({
          label: text('plain.text', { text: { kind: 'either', ...name } }),
          value: achievementId,
        })),
    }
  },
  async read(answer, known, { turn, actingFor }): Promise<StepResult<Draft>> {
    const { organisationId } = actingFor
    if (answer.kind === 'picked') {
      const all = await achievementsOf(turn.tx, organisationId)
      const picked = all.find(({ achievementId }) => achievementId === answer.value)
      return picked === undefined
        ? { kind: 'again', why: text('forms.pick') }
        : { kind: 'taken', draft: { ...known, achievementId: picked.achievementId } }
    }
    const typed = answer.text
    const found = await findAchievement(turn.tx, { organisationId, typed })
    if (found.kind === 'found') {
      return { kind: 'taken', draft: { ...known, achievementId: found.achievementId } }
    }
    const [meant] = found.near
    const why =
      meant === undefined
        ? text('worker.unknownBadge', { badge: typed })
        : text('awarding.nearest', {
            badge: typed,
            nearest: { kind: 'either', ...meant.name },
          })
    return { kind: 'again', why }
  },
}

const noteStep: FormStep<Draft> = {
  name: 'note',
  label: 'awarding.labelNote',
  isAnswered: ({ isNoteKnown }) => isNoteKnown,
  takesNumbers: true,
  ask: () => ({
    paragraphs: [text('awarding.note')],
    choices: [{ label: text('awarding.noNote'), value: 'none' }],
  }),
  read(answer, known) {
    const note = answer.kind === 'typed' ? answer.text.trim() : ''
    if (note.length > longestNoteCharacters) {
      return { kind: 'again', why: text('forms.tooLong', { most: longestNoteCharacters }) }
    }
    return { kind: 'taken', draft: { ...known, note: note || null, isNoteKnown: true } }
  },
}

async function chosen({ who, achievementId }: Draft, { turn, actingFor }: Filling) {
  const all = await achievementsOf(turn.tx, actingFor.organisationId)
  const badge = all.find((each) => each.achievementId === achievementId)
  return who === null || badge === undefined ? null : { who, badge }
}

/** `/award` step by step: to whom, which badge, a few words, a look at it. */
export const awardForm = defineForm<Draft>({
  name: 'award',
  role: 'worker',
  command: { name: 'award', action: null },
  draft,
  empty: {
    who: null,
    achievementId: null,
    typedBadge: null,
    guesses: [],
    note: null,
    isNoteKnown: false,
  },
  steps: [whoStep, badgeStep, noteStep],
  saveLabel: 'awarding.save',
  async preview(known, filling) {
    const all = await chosen(known, filling)
    if (all === null) return { paragraphs: [text('forms.pick')] }
    const { who, badge } = all
    const to =
      who.kind === 'learner'
        ? sayWho(who)
        : text('awarding.everyone', {
            title: { kind: 'either', ...who.title },
            count: who.count,
          })
    const { note } = known
    return {
      paragraphs: [
        text('awarding.to', { who: { kind: 'texts', texts: [to] } }),
        ...whatIsRead({ badge, note }, filling.actingFor.organisationName),
      ],
      picture: picture({ name: badge.name, picturePath: picturePath(badge.achievementId) }),
    }
  },
  async save(known, filling): Promise<TurnResult> {
    const { turn, actingFor } = filling
    const { tx, deps, person } = turn
    const all = await chosen(known, filling)
    if (all === null) return { replies: [reply({ paragraphs: [text('forms.gone')] })] }
    const { who, badge } = all
    const { note } = known
    const givenById = person.personId
    if (who.kind === 'learner') {
      const gift = { learner: who, badge, note, givenById }
      return gaveBadge(gift, await giveBadge(tx, deps, gift), actingFor.organisationName)
    }
    await awardEveryone(tx, deps, {
      sessionId: who.sessionId,
      achievementId: badge.achievementId,
      note,
      givenById,
    })
    return {
      replies: [
        reply({
          paragraphs: [
            text('awarding.begun', {
              badge: { kind: 'either', ...badge.name },
              count: who.count,
            }),
          ],
        }),
      ],
    }
  },
})
