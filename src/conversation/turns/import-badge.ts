import { localDay } from '../../activities/local-day.ts'
import type { Intent } from '../../understand/understood.ts'
import { looksLikeJwt } from '../../verification/files/jwt.ts'
import {
  type ImportedBadge,
  removeImportedBadge,
} from '../../verification/importing/imported-badges.ts'
import { type GivenBadge, requestImport } from '../../verification/importing/request-import.ts'
import type { SeenBadge, VerificationReport } from '../../verification/report.ts'
import { sayStep } from '../../verification/say-step.ts'
import { encodeChoice } from '../choice.ts'
import { type Card, type Reply, reply, type Text, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'

/** With these a link in the words is what the message is about. */
const aboutBadges: readonly Intent[] = ['unknown', 'my_badges', 'share_badge', 'checkin']

const linkInWords = /https?:\/\/[^\s<>"]+/i

/** A signed token begins with `{"` in base64url; "ik.wil.dood" has its form too, and is words. */
const isToken = (typed: string): boolean => typed.startsWith('eyJ') && looksLikeJwt(typed)

/** Reads a message that is a badge and nothing else: a link, a signed token or JSON; null for any other. */
export function readGivenBadge(typed: string): string | null {
  const trimmed = typed.trim()
  const isBadge = isToken(trimmed) || /^\{\s*"/.test(trimmed)
  return isBadge || /^https?:\/\/\S+$/i.test(trimmed) ? trimmed : null
}

/** Reads the link in words that are about it; null when the message is about something else. */
export function readBadgeLink(typed: string, intent: Intent): string | null {
  const link = aboutBadges.includes(intent) ? linkInWords.exec(typed)?.[0] : undefined
  return link?.replace(/[.,;:!?)\]]+$/, '') ?? null
}

/** The words of a message without links and badges, which are in no language. */
export function wordsAround(typed: string): string {
  const trimmed = typed.trim()
  return isToken(trimmed) ? '' : typed.replace(new RegExp(linkInWords, 'gi'), ' ')
}

/** Says that a badge is being looked at; what comes of it follows in a message of its own. */
export async function importBadgeTurn(turn: Turn, given: GivenBadge): Promise<TurnResult> {
  const { identityId } = turn.person
  const { kind } = await requestImport(turn.tx, turn.deps, { identityId, given })
  const words = kind === 'asked' ? 'import.checking' : 'import.tooMany'
  return { replies: [reply({ paragraphs: [text(words)] })] }
}

/** Takes a badge of somebody else away again. */
export async function removeImportTurn(turn: Turn, importId: string): Promise<TurnResult> {
  const removed = await removeImportedBadge(turn.tx, turn.person.personId, importId)
  return { replies: [reply({ paragraphs: [text(removed ? 'import.removed' : 'import.gone')] })] }
}

/** Tells that a badge of somebody else holds and was put among the learner's own. */
export function addedReply({ name, issuer }: SeenBadge, importId: string): Reply {
  return reply({
    paragraphs: [
      text('import.added', { name }),
      issuer.host === null
        ? text('import.fromUnknown', { issuer: named(issuer.name) })
        : text('import.from', { issuer: named(issuer.name), host: issuer.host }),
      text('import.notWhose'),
    ],
    choices: [
      { label: text('badges.choice.list'), value: encodeChoice({ kind: 'myBadges' }) },
      { label: text('import.undo'), value: encodeChoice({ kind: 'removeImport', importId }) },
    ],
  })
}

/** Tells that a badge was there already. */
export const knownReply = ({ name }: SeenBadge): Reply =>
  reply({ paragraphs: [text('import.known', { name })] })

/** Tells that a badge is one of ours, and holds. */
export const oursReply = ({ name }: SeenBadge): Reply =>
  reply({ paragraphs: [text('import.ours', { name })] })

/** Tells why a badge was not put among the learner's own. */
export function refusedReply({ verdict, steps }: VerificationReport): Reply {
  const outcome = verdict === 'fails' ? 'fault' : 'notChecked'
  const cause = steps.find((step) => step.outcome === outcome)
  const reason: Text[] =
    cause === undefined
      ? []
      : [
          text('import.reason', {
            reason: { kind: 'either', nl: sayStep(cause, 'nl'), en: sayStep(cause, 'en') },
          }),
        ]
  const isUnreadable = cause?.step === 'readable' && verdict === 'fails'
  const words = isUnreadable ? 'unreadable' : verdict === 'fails' ? 'fails' : 'unsure'
  return reply({ paragraphs: [text(`import.${words}`), ...reason] })
}

/** One badge of somebody else in the list of badges. */
export function importedCard(turn: Turn, badge: ImportedBadge): Card {
  const issuer = named(badge.issuerName)
  const isOver = badge.validUntil !== null && badge.validUntil <= turn.now
  return {
    title: badge.name,
    lines: [
      badge.issuerHost === null
        ? text('import.byUnknown', { issuer })
        : text('import.by', { issuer, host: badge.issuerHost }),
      text('import.since', {
        day: { kind: 'day', day: localDay(badge.importedAt, turn.city.timeZone) },
      }),
      ...(isOver ? [text('import.expired')] : []),
    ],
    choices: [],
  }
}

/** An issuer that gives itself no name is said so, rather than left blank. */
const named = (name: string) =>
  name === '' ? { kind: 'texts' as const, texts: [text('import.unnamed')] } : name
