import { z } from 'zod'
import {
  type AwardsAsked,
  type ChangeableAward,
  changeableAwards,
  type StatusChangeName,
} from '../../badges/changeable-awards.ts'
import { findNamedBadge } from '../../badges/find-named-badge.ts'
import { restingOn } from '../../badges/resting-badges.ts'
import type { ReplyKey } from '../../language/translate.ts'
import { readLearnerCode } from '../../learners/learner-code.ts'
import { longestNoteCharacters, readAwardCommand } from '../../organisations/award-command.ts'
import { changeBadge, sayAlso, whatLearnerReads } from '../commands/change-badge.ts'
import { learnerByCode } from '../commands/find-learner.ts'
import { reply, type Text, text } from '../reply.ts'
import { sayText } from '../speak.ts'
import { defineForm } from './define-form.ts'
import type { Filling, FormStep, StartableForm, StepResult } from './form.ts'

const draft = z.object({
  /** The learner whose badges are shown; null shows everybody's newest. */
  code: z.string().nullable(),
  awardId: z.uuid().nullable(),
  reason: z.string().nullable(),
})
type Draft = z.infer<typeof draft>

/** A keyboard with more is no help; WhatsApp's list has ten rows. */
const awardsShown = 7

/** Reasons that are offered; they stand on a page, so nothing of the person is in them. */
const reasons: Readonly<Record<StatusChangeName, Readonly<Record<string, ReplyKey>>>> = {
  revoke: {
    mistake: 'badgeStatus.revoke.mistake',
    other: 'badgeStatus.revoke.other',
    criteria: 'badgeStatus.revoke.criteria',
  },
  suspend: {
    question: 'badgeStatus.suspend.question',
    evidence: 'badgeStatus.suspend.evidence',
  },
  reinstate: {
    checked: 'badgeStatus.reinstate.checked',
    right: 'badgeStatus.reinstate.right',
  },
}

/** The badges of the organisation that can be meant. */
const awardsFor = (
  { turn, actingFor }: Filling,
  change: StatusChangeName,
  which: Pick<AwardsAsked, 'learnerCode' | 'achievementId' | 'awardId'>,
) =>
  changeableAwards(turn.tx, {
    ...which,
    change,
    organisationId: actingFor.organisationId,
    notOf: turn.person.personId,
    limit: awardsShown,
  })

const line = ({ code, name }: ChangeableAward): Text =>
  text('badgeStatus.line', { code, badge: { kind: 'either', ...name } })

/** What typed words say of a badge: a learner's code, with the badge's name or without. */
export async function readAward(
  filling: Filling,
  change: StatusChangeName,
  typed: string,
): Promise<
  | { readonly kind: 'found'; readonly award: ChangeableAward; readonly note: string | null }
  /** The learner has several that may be meant. */
  | { readonly kind: 'several'; readonly code: string }
  | { readonly kind: 'none'; readonly why: readonly [Text, ...Text[]] }
> {
  const { turn, actingFor } = filling
  const { organisationId, organisationName: organisation } = actingFor
  const none = (...why: readonly [Text, ...Text[]]) => ({ kind: 'none', why }) as const
  const command = readAwardCommand(typed)
  const learner = await learnerByCode(turn.tx, actingFor, command.code ?? '')
  if (learner === null) {
    const code = readLearnerCode(command.code ?? '') ?? command.code ?? ''
    return none(text('worker.unknownCode', { code }))
  }
  if (learner.personId === turn.person.personId) return none(text('badgeStatus.own'))
  const { code } = learner
  if (command.badge === null) {
    const [award, ...others] = await awardsFor(filling, change, { learnerCode: code })
    if (award === undefined) return none(text('badgeStatus.noneOf', { code, organisation }))
    return others.length > 0 ? { kind: 'several', code } : { kind: 'found', award, note: null }
  }
  const found = await findNamedBadge(turn.tx, organisationId, command)
  if (found.kind === 'unknown') {
    const near = found.near.map(({ name }) => name[turn.locale])
    const items = near.length > 0 ? near : [...found.names[turn.locale]]
    return none(
      text('worker.unknownBadge', { badge: command.badge }),
      text('worker.badgesOf', { organisation, names: { kind: 'list', items } }),
    )
  }
  const { achievementId, name, note } = found
  const [award] = await awardsFor(filling, change, { learnerCode: code, achievementId })
  if (award !== undefined) return { kind: 'found', award, note }
  const badge = { kind: 'either', ...name } as const
  return none(text(`badgeStatus.${change}.cannot`, { code, badge }))
}

const awardStep = (change: StatusChangeName): FormStep<Draft> => ({
  name: 'award',
  label: 'badgeStatus.labelAward',
  isAnswered: ({ awardId }) => awardId !== null,
  async ask({ code }, filling) {
    const awards = await awardsFor(filling, change, code === null ? {} : { learnerCode: code })
    const asked =
      code !== null
        ? text('badgeStatus.whichOf', { code })
        : text(`badgeStatus.${change}.${awards.length === 0 ? 'none' : 'which'}`)
    return {
      paragraphs: [asked],
      choices: awards.map((award) => ({
        label:
          code === null
            ? line(award)
            : text('plain.text', { text: { kind: 'either', ...award.name } }),
        value: award.awardId,
      })),
    }
  },
  async read(answer, known, filling): Promise<StepResult<Draft>> {
    if (answer.kind === 'picked') {
      const [award] = z.uuid().safeParse(answer.value).success
        ? await awardsFor(filling, change, { awardId: answer.value })
        : []
      return award === undefined
        ? { kind: 'again', why: text('badgeStatus.gone') }
        : { kind: 'taken', draft: { ...known, awardId: award.awardId } }
    }
    const read = await readAward(filling, change, answer.text)
    if (read.kind === 'found') {
      const { award, note } = read
      return {
        kind: 'taken',
        draft: { ...known, awardId: award.awardId, reason: note ?? known.reason },
      }
    }
    if (read.kind === 'several') {
      const { code } = read
      return {
        kind: 'again',
        why: text('badgeStatus.several', { code }),
        draft: { ...known, code },
      }
    }
    const [why] = read.why
    return { kind: 'again', why }
  },
})

const reasonStep = (change: StatusChangeName): FormStep<Draft> => ({
  name: 'reason',
  label: 'badgeStatus.labelReason',
  isAnswered: ({ reason }) => reason !== null,
  ask: () => ({
    paragraphs: [
      text(`badgeStatus.${change}.why`),
      ...(change === 'reinstate' ? [] : [text('badgeStatus.pageReason')]),
    ],
    choices: Object.entries(reasons[change]).map(([value, key]) => ({ label: text(key), value })),
  }),
  read(answer, known, { turn }) {
    const key = answer.kind === 'picked' ? reasons[change][answer.value] : undefined
    const said = answer.kind === 'typed' ? answer.text.trim() : ''
    const reason = key === undefined ? said : sayText(turn.locale, text(key))
    if (reason === '') return { kind: 'again', why: text('forms.pick') }
    return reason.length > longestNoteCharacters
      ? { kind: 'again', why: text('forms.tooLong', { most: longestNoteCharacters }) }
      : { kind: 'taken', draft: { ...known, reason } }
  },
})

/** Which badge and why, when both are still as they were chosen. */
async function chosen(filling: Filling, change: StatusChangeName, { awardId, reason }: Draft) {
  if (awardId === null || reason === null) return null
  const [award] = await awardsFor(filling, change, { awardId })
  return award === undefined ? null : { change, award, reason }
}

/** `/revoke`, `/suspend` and `/reinstate` step by step: which badge, why, and a look at what will be. */
const statusForm = (change: StatusChangeName): StartableForm<Draft> =>
  defineForm<Draft>({
    name: change,
    role: 'worker',
    command: { name: change, action: null },
    draft,
    empty: { code: null, awardId: null, reason: null },
    steps: [awardStep(change), reasonStep(change)],
    saveLabel: `badgeStatus.${change}.save`,
    async preview(known, filling) {
      const all = await chosen(filling, change, known)
      if (all === null) return { paragraphs: [text('badgeStatus.gone')] }
      const { award } = all
      const also = change === 'revoke' ? await restingOn(filling.turn.tx, award) : []
      return {
        paragraphs: [
          line(award),
          text(`badgeStatus.${change}.effect`, { code: award.code }),
          ...sayAlso(also),
          text('awarding.reads'),
          ...whatLearnerReads(all, filling.actingFor.organisationName),
        ],
      }
    },
    async save(known, filling) {
      const all = await chosen(filling, change, known)
      return all === null
        ? { replies: [reply({ paragraphs: [text('badgeStatus.gone')] })] }
        : changeBadge(filling.turn, filling.actingFor, all)
    },
  })

/** The forms, by what they do. */
export const statusForms: Readonly<Record<StatusChangeName, StartableForm<Draft>>> = {
  revoke: statusForm('revoke'),
  suspend: statusForm('suspend'),
  reinstate: statusForm('reinstate'),
}
