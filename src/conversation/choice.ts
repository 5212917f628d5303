import { z } from 'zod'
import { isLocalDay } from '../activities/local-day.ts'
import { isLocale, type Locale } from '../language/locale.ts'
import type { BadgesAfter } from '../learners/erase/erase-person.ts'
import type { LocalDay } from '../understand/understood.ts'
import {
  type BadgeChoice,
  encodeBadgeChoice,
  isBadgeChoice,
  readBadgeChoice,
} from './badge-choice.ts'
import { readCommand, type WorkerCommandName, workerCommandNames } from './commands.ts'

/** How a learner is named on a share page. */
export type NameKind = 'none' | 'first' | 'full'
const nameKinds: readonly NameKind[] = ['none', 'first', 'full']

/** What a button can do with one thing, known by its id. */
export const idActions = [
  'waitFor',
  'acceptPlace',
  'cancelSession',
  'takeHandOver',
  'endHandOver',
  'allowSharing',
  'refuseSharing',
  'withdrawSharing',
  'agreeReferral',
  'refuseReferral',
  'acceptReferral',
  'declineReferral',
  'sendReferralAnswer',
  'referTo',
] as const
export type IdAction = (typeof idActions)[number]
/** Answers to "how was it?". */
export const howWasItAnswers = ['good', 'notSoGood', 'notThere'] as const
export type HowWasIt = (typeof howWasItAnswers)[number]

/** Everything that a button can mean. */
export type ChoiceMeaning =
  | { readonly kind: 'signUp'; readonly sessionId: string }
  | { readonly kind: 'cancelSignup'; readonly sessionId: string }
  | { readonly kind: 'more'; readonly sessionId: string }
  | { readonly kind: 'anotherDay' }
  | { readonly kind: 'searchDays'; readonly start: LocalDay; readonly end: LocalDay }
  /** What fits this person, and why it was chosen. */
  | { readonly kind: 'forMe' | 'whyForMe' }
  /** May what is known of the person choose what is recommended. */
  | { readonly kind: 'recommendations'; readonly wanted: boolean }
  | { readonly kind: 'myBadges' }
  | { readonly kind: 'share'; readonly awardId: string }
  | { readonly kind: 'decline'; readonly awardId: string }
  | { readonly kind: 'keepAfterAll'; readonly awardId: string }
  | { readonly kind: 'shareName'; readonly name: NameKind; readonly awardId: string }
  | { readonly kind: 'endShare'; readonly shareId: string }
  | { readonly kind: 'removeImport'; readonly importId: string }
  | { readonly kind: 'storyYes'; readonly name: NameKind; readonly storyId: string }
  | { readonly kind: 'storyNo' | 'storyWithdraw'; readonly storyId: string }
  | { readonly kind: 'setLanguage'; readonly locale: Locale }
  | { readonly kind: 'example'; readonly example: 'saturday' | 'cooking' }
  | { readonly kind: IdAction; readonly id: string }
  /** Compliments that come by themselves, or no more of them. */
  | { readonly kind: 'compliments'; readonly wanted: boolean }
  /** "This Saturday near you", every week, or no more. */
  | { readonly kind: 'weeklyTip'; readonly wanted: boolean }
  | { readonly kind: 'howWasIt'; readonly said: HowWasIt }
  | { readonly kind: 'help' }
  | { readonly kind: 'talkToPerson' }
  | { readonly kind: 'leaveIt' }
  | { readonly kind: 'start' }
  /** A worker's command, as if it were typed: `rest` is short and ASCII. */
  | { readonly kind: 'command'; readonly command: WorkerCommandName; readonly rest: string }
  /** An answer to one step of a form. */
  | { readonly kind: 'form'; readonly step: string; readonly value: string }
  | { readonly kind: 'actFor'; readonly organisationId: string }
  | BadgeChoice
  | { readonly kind: 'forget'; readonly badges: BadgesAfter }
  | { readonly kind: 'forgetNot' }
  | { readonly kind: 'disconnect' }

const uuid = z.uuid()
const stepName = /^[a-z][A-Za-z]{0,19}$/
const isUuid = (value: string) => uuid.safeParse(value).success

/** Writes a meaning as the value of a button: ASCII, at most 64 bytes (Telegram's `callback_data`). */
export function encodeChoice(meaning: ChoiceMeaning): string {
  if (isBadgeChoice(meaning)) return encodeBadgeChoice(meaning)
  if ('id' in meaning) return `${meaning.kind}:${meaning.id}`
  switch (meaning.kind) {
    case 'signUp':
    case 'cancelSignup':
    case 'more':
      return `${meaning.kind}:${meaning.sessionId}`
    case 'searchDays':
      return `searchDays:${meaning.start}:${meaning.end}`
    case 'share':
    case 'decline':
    case 'keepAfterAll':
      return `${meaning.kind}:${meaning.awardId}`
    case 'shareName':
      return `shareName:${meaning.name}:${meaning.awardId}`
    case 'endShare':
      return `endShare:${meaning.shareId}`
    case 'removeImport':
      return `removeImport:${meaning.importId}`
    case 'storyYes':
      return `storyYes:${meaning.name}:${meaning.storyId}`
    case 'storyNo':
    case 'storyWithdraw':
      return `${meaning.kind}:${meaning.storyId}`
    case 'setLanguage':
      return `setLanguage:${meaning.locale}`
    case 'example':
      return `example:${meaning.example}`
    case 'command':
      return `command:${meaning.command}:${meaning.rest}`
    case 'form':
      return `form:${meaning.step}:${meaning.value}`
    case 'actFor':
      return `actFor:${meaning.organisationId}`
    case 'forget':
      return `forget:${meaning.badges}`
    case 'compliments':
    case 'weeklyTip':
    case 'recommendations':
      return `${meaning.kind}:${meaning.wanted ? 'on' : 'off'}`
    case 'howWasIt':
      return `howWasIt:${meaning.said}`
    default:
      return meaning.kind
  }
}

/** Reads the value of a button; null when it is not one of ours (an old button, or a made-up one). */
export function decodeChoice(value: string): ChoiceMeaning | null {
  const [kind = '', first = '', ...others] = value.split(':')
  const second = others.join(':')
  const read = readParts(kind, first, second)
  // Only what we would write ourselves: `help:` or `more:<id>:x` are not ours.
  return read !== null && encodeChoice(read) === value ? read : null
}

function readParts(kind: string, first: string, second: string): ChoiceMeaning | null {
  switch (kind) {
    case 'signUp':
    case 'cancelSignup':
    case 'more':
      return isUuid(first) ? { kind, sessionId: first } : null
    case 'searchDays':
      return isLocalDay(first) && isLocalDay(second) && first <= second
        ? { kind, start: first, end: second }
        : null
    case 'share':
    case 'decline':
    case 'keepAfterAll':
      return isUuid(first) ? { kind, awardId: first } : null
    case 'shareName':
    case 'storyYes': {
      const name = nameKinds.find((known) => known === first)
      if (name === undefined || !isUuid(second)) return null
      return kind === 'shareName'
        ? { kind, name, awardId: second }
        : { kind, name, storyId: second }
    }
    case 'storyNo':
    case 'storyWithdraw':
      return isUuid(first) ? { kind, storyId: first } : null
    case 'endShare':
      return isUuid(first) ? { kind, shareId: first } : null
    case 'removeImport':
      return isUuid(first) ? { kind, importId: first } : null
    case 'setLanguage':
      return isLocale(first) ? { kind, locale: first } : null
    case 'example':
      return first === 'saturday' || first === 'cooking' ? { kind, example: first } : null
    case 'command': {
      const command = readCommand(first)
      const known = workerCommandNames.find((name) => name === command)
      return known === undefined ? null : { kind, command: known, rest: second }
    }
    case 'form':
      return stepName.test(first) && second !== '' ? { kind, step: first, value: second } : null
    case 'actFor':
      return isUuid(first) ? { kind, organisationId: first } : null
    case 'compliments':
    case 'recommendations':
    case 'weeklyTip':
      return first === 'on' || first === 'off' ? { kind, wanted: first === 'on' } : null
    case 'howWasIt': {
      const said = howWasItAnswers.find((known) => known === first)
      return said === undefined ? null : { kind, said }
    }
    case 'anotherDay':
    case 'forMe':
    case 'whyForMe':
    case 'myBadges':
    case 'help':
    case 'start':
    case 'talkToPerson':
    case 'leaveIt':
    case 'forgetNot':
    case 'disconnect':
      return { kind }
    case 'forget':
      return first === 'keep' || first === 'revoke' ? { kind, badges: first } : null
    default: {
      const action = idActions.find((known) => known === kind)
      if (action !== undefined) return isUuid(first) ? { kind: action, id: first } : null
      return readBadgeChoice(kind, first, second)
    }
  }
}
