import { localDay } from '../../activities/local-day.ts'
import { myBadges } from '../../badges/my-badges.ts'
import { changeShare, openShares } from '../../badges/own-shares.ts'
import { createShare } from '../../badges/share.ts'
import { encodeBadgeChoice, shareDays } from '../badge-choice.ts'
import { encodeChoice } from '../choice.ts'
import { reply, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'
import { suggestions } from './suggestions.ts'

const dayMilliseconds = 86_400_000

/** Longest word for a link, in characters. */
const longestLabelCharacters = 60

/** Links that one message lists. */
const linksShown = 8

const gone = (): TurnResult => ({
  replies: [reply({ paragraphs: [text('share.alreadyEnded')], choices: [...suggestions] })],
})

/** Asks whom a link is for; only its learner sees the answer. */
export const askLabel = (shareId: string): TurnResult => ({
  replies: [reply({ paragraphs: [text('myBadges.typeLabel')] })],
  question: { kind: 'shareLabel', shareId },
})

/** Takes typed words as the learner's own word for a link, and asks how long it stays open. */
export async function shareLabelTurn(
  { tx, deps, person }: Turn,
  shareId: string,
  typed: string,
): Promise<TurnResult> {
  const label = typed.replace(/\s+/g, ' ').trim().slice(0, longestLabelCharacters)
  const { personId } = person
  const { kind } = await changeShare(tx, deps, { personId, shareId, label })
  if (kind === 'notYours') return gone()
  return {
    replies: [
      reply({
        paragraphs: [text('myBadges.labelled', { label })],
        choices: shareDays.map((days) => ({
          label: days === 0 ? text('myBadges.noEnd') : text('myBadges.days', { count: days }),
          value: encodeBadgeChoice({ kind: 'shareUntil', days, id: shareId }),
        })),
      }),
    ],
  }
}

/** Sets how long a link stays open; 0 days is without end. */
export async function shareUntilTurn(
  { tx, deps, person, now, city }: Turn,
  shareId: string,
  days: number,
): Promise<TurnResult> {
  const { personId } = person
  const expiresAt = days === 0 ? null : new Date(now.getTime() + days * dayMilliseconds)
  const { kind } = await changeShare(tx, deps, { personId, shareId, expiresAt })
  if (kind === 'notYours') return gone()
  const until =
    expiresAt === null
      ? text('myBadges.staysOpen')
      : text('myBadges.openUntil', {
          day: { kind: 'day', day: localDay(expiresAt, city.timeZone) },
        })
  return {
    replies: [
      reply({
        paragraphs: [until],
        choices: [
          { label: text('share.choice.end'), value: encodeChoice({ kind: 'endShare', shareId }) },
        ],
      }),
    ],
  }
}

/** Lists the links that are open, each with a button to end it. */
export async function myLinksTurn({ tx, deps, person, now, city }: Turn): Promise<TurnResult> {
  const shares = await openShares(tx, deps, { personId: person.personId, now })
  if (shares.length === 0) {
    return {
      replies: [reply({ paragraphs: [text('myBadges.noLinks')], choices: [...suggestions] })],
    }
  }
  const dayOf = (at: Date) => ({ kind: 'day' as const, day: localDay(at, city.timeZone) })
  return {
    replies: [
      reply({
        paragraphs: [text('myBadges.links', { count: shares.length })],
        cards: shares
          .slice(0, linksShown)
          .map(({ shareId, label, badges, createdAt, expiresAt }) => ({
            title: label ?? { kind: 'texts', texts: [text('myBadges.linkOf', { count: badges })] },
            lines: [
              text('myBadges.made', { day: dayOf(createdAt) }),
              expiresAt === null
                ? text('myBadges.staysOpen')
                : text('myBadges.openUntil', { day: dayOf(expiresAt) }),
            ],
            choices: [
              {
                label: text('share.choice.end'),
                value: encodeChoice({ kind: 'endShare', shareId }),
              },
            ],
          })),
      }),
    ],
  }
}

/** Gives a link to one file with all badges, which is there for a day. */
export async function badgesFileTurn(turn: Turn): Promise<TurnResult> {
  const { tx, deps, person, locale, now } = turn
  const { personId } = person
  const awardIds = (await myBadges(tx, personId)).map(({ awardId }) => awardId)
  const outcome = await createShare(tx, deps, {
    personId,
    awardIds,
    name: { kind: 'none' },
    locale,
    expiresAt: new Date(now.getTime() + dayMilliseconds),
  })
  if (outcome.kind === 'notYours') {
    return { replies: [reply({ paragraphs: [text('badges.none')], choices: [...suggestions] })] }
  }
  return {
    replies: [
      reply({
        paragraphs: [
          text('myBadges.file'),
          text('share.link', { link: `${outcome.url}.zip` }),
          text('myBadges.fileOneDay'),
        ],
      }),
    ],
  }
}
