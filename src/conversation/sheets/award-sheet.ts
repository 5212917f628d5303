import { achievementsOf } from '../../badges/find-achievement.ts'
import type { Cities } from '../../cities/cities.ts'
import type { Database } from '../../database/client.ts'
import type { Deps } from '../../deps.ts'
import type { Locale } from '../../language/locale.ts'
import { longestNoteCharacters, writeAwardCommand } from '../../organisations/award-command.ts'
import type { ActingFor } from '../../organisations/membership.ts'
import { type Actor, authorise } from '../commands/authorise.ts'
import { learnerByCode } from '../commands/find-learner.ts'
import { actionWord, commandWord } from '../commands.ts'
import type { Message, MessageBody } from '../message.ts'
import { type Text, text } from '../reply.ts'
import { sayText } from '../speak.ts'

/**
 * Giving a badge on a sheet: all questions at once, for an app that can show them so. What is filled in
 * is looked at here and then given by the same command as a typed one.
 */

/** Who opened a sheet, by channel and address. */
export type SheetUser = Pick<Message, 'channel' | 'sender'>

/** The questions of the sheet, by their own names. */
export const awardFields = ['code', 'badge', 'note'] as const
export type AwardField = (typeof awardFields)[number]

/** A question in words; `hint` stands with it. */
export interface SheetQuestion {
  readonly label: string
  readonly hint: string
}

/** A sheet as it is shown, all in one language. */
export type AwardSheet =
  | {
      readonly kind: 'open'
      readonly title: string
      /** For whom the badge is given. */
      readonly intro: string
      readonly questions: Readonly<Record<AwardField, SheetQuestion>>
      /** What can be chosen; `value` comes back as it is. */
      readonly badges: readonly { readonly value: string; readonly label: string }[]
      readonly mostNoteCharacters: number
      readonly submit: string
      readonly close: string
    }
  /** Nothing can be given: why. */
  | {
      readonly kind: 'closed'
      readonly title: string
      readonly says: readonly string[]
      readonly close: string
    }

/** What was filled in; an answer that was left open is an empty text. */
export type FilledAward = Readonly<Record<AwardField, string>>

export type CheckedAward =
  /** All is well: the command that gives it. */
  | { readonly kind: 'ready'; readonly body: MessageBody }
  /** Why an answer will not do, by question. */
  | { readonly kind: 'wrong'; readonly why: Readonly<Partial<Record<AwardField, string>>> }
  | Extract<AwardSheet, { readonly kind: 'closed' }>

/** What a channel with sheets asks of the core. Nothing is given by either. */
export interface AwardSheets {
  /** The sheet for this person, or why there is none. */
  open(user: SheetUser): Promise<AwardSheet>
  /** Looks at what was filled in. */
  check(user: SheetUser, filled: FilledAward): Promise<CheckedAward>
}

/** Makes the sheets of the service. */
export function createAwardSheets(service: {
  readonly db: Database
  readonly deps: Pick<Deps, 'seals'>
  readonly cities: Cities
}): AwardSheets {
  const { db, deps, cities } = service

  /** Lets somebody who may give badges go on; anybody else reads why not. */
  const allowed = <Result>(
    { channel, sender }: SheetUser,
    goOn: (turn: Actor, actingFor: ActingFor) => Promise<Result>,
  ) =>
    db.$transaction(async (tx) => {
      const addressLookup = deps.seals.lookup(channel, sender)
      const known = await tx.channelIdentity.findUnique({
        where: { channel_addressLookup: { channel, addressLookup } },
        select: { person: { select: { id: true, locale: true, stoppedAt: true } } },
      })
      const locale = known?.person.locale ?? cities.home().defaultLocale
      if (known === null) return closed(locale, [text('worker.notAllowed')])
      const { id: personId, stoppedAt } = known.person
      if (stoppedAt !== null) return closed(locale, [text('stop.still')])
      const turn = { tx, locale, person: { personId } }
      const asked = { role: 'worker', organisationId: null, command: 'award', rest: '' } as const
      const authorised = await authorise(turn, asked)
      if (authorised.kind === 'allowed') return goOn(turn, authorised.actingFor)
      const { replies, question } = authorised.result
      // Which organisation is asked in the chat, where there are buttons for it.
      const command = commandWord(locale, 'organisation').usage
      return question?.kind === 'actFor'
        ? closed(locale, [text('sheet.which', { command })])
        : closed(
            locale,
            replies.flatMap(({ paragraphs }) => paragraphs),
          )
    })

  return {
    open: (user) => allowed<AwardSheet>(user, openSheet),
    check: (user, filled) =>
      allowed<CheckedAward>(user, (turn, actingFor) => checkSheet(turn, actingFor, filled)),
  }
}

function closed(locale: Locale, says: readonly Text[]): Extract<AwardSheet, { kind: 'closed' }> {
  return {
    kind: 'closed',
    title: sayText(locale, text('sheet.award.title')),
    says: says.map((each) => sayText(locale, each)),
    close: sayText(locale, text('sheet.close')),
  }
}

async function openSheet(
  { tx, locale }: Actor,
  { organisationId, organisationName: organisation }: ActingFor,
): Promise<AwardSheet> {
  const achievements = await achievementsOf(tx, organisationId)
  if (achievements.length === 0) {
    const command = `/${commandWord(locale, 'badge').name} ${actionWord(locale, 'badge', 'new')}`
    return closed(locale, [text('sheet.award.noBadges', { organisation, command })])
  }
  const say = (said: Text) => sayText(locale, said)
  return {
    kind: 'open',
    title: say(text('sheet.award.title')),
    intro: say(text('sheet.award.for', { organisation })),
    questions: {
      code: { label: say(text('sheet.award.code')), hint: say(text('sheet.award.codeHint')) },
      badge: { label: say(text('sheet.award.badge')), hint: say(text('sheet.award.choose')) },
      note: { label: say(text('sheet.award.note')), hint: say(text('sheet.award.noteHint')) },
    },
    badges: achievements.map(({ achievementId, name }) => ({
      value: achievementId,
      label: name[locale],
    })),
    mostNoteCharacters: longestNoteCharacters,
    submit: say(text('sheet.award.give')),
    close: say(text('sheet.close')),
  }
}

async function checkSheet(
  { tx, locale, person }: Actor,
  actingFor: ActingFor,
  filled: FilledAward,
): Promise<CheckedAward> {
  const typed = filled.code.trim()
  const learner = await learnerByCode(tx, actingFor, typed)
  const all = await achievementsOf(tx, actingFor.organisationId)
  const badge = all.find(({ achievementId }) => achievementId === filled.badge)
  const note = filled.note.trim()
  const why: Partial<Record<AwardField, string>> = {}
  const wrong = (field: AwardField, because: Text) => {
    why[field] = sayText(locale, because)
  }
  if (learner === null) wrong('code', text('worker.unknownCode', { code: typed }))
  else if (learner.personId === person.personId) wrong('code', text('worker.ownBadge'))
  if (badge === undefined) wrong('badge', text('sheet.award.badgeGone'))
  if (note.length > longestNoteCharacters) {
    wrong('note', text('forms.tooLong', { most: longestNoteCharacters }))
  }
  if (learner !== null && badge !== undefined && why.code === undefined) {
    const { personId, code } = learner
    const { achievementId, name } = badge
    const had = await tx.award.count({ where: { achievementId, personId, stands: true } })
    const values = { code, badge: { kind: 'either', ...name } } as const
    if (had > 0) wrong('badge', text('worker.alreadyAwarded', values))
  }
  if (learner === null || badge === undefined || Object.keys(why).length > 0) {
    return { kind: 'wrong', why }
  }
  const rest = writeAwardCommand({ code: learner.code, badge: badge.slug, note })
  // In the person's own word for it, which is the language they are answered in.
  return { kind: 'ready', body: { kind: 'command', name: commandWord(locale, 'award').name, rest } }
}
