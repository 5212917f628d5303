import { localDay } from '../../activities/local-day.ts'
import { hiddenBadgeIds } from '../../badges/keep-or-not.ts'
import { isMilestone } from '../../badges/milestones/rules.ts'
import { type MyBadge, myBadges } from '../../badges/my-badges.ts'
import { importedBadges } from '../../verification/importing/imported-badges.ts'
import { encodeChoice } from '../choice.ts'
import { type Card, type Choice, type Picture, type Reply, reply, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'
import { complimentsChoice } from './compliments.ts'
import { importedCard } from './import-badge.ts'
import { suggestions } from './suggestions.ts'

/** How many badges one message lists. */
const badgesShown = 5
/** And of those that somebody else issued. */
const importedShown = 3

/** What an announcement of a badge needs to know of it. */
export type EarnedBadge = Pick<
  MyBadge,
  'awardId' | 'name' | 'description' | 'organisation' | 'milestone' | 'picturePath'
>

/** A badge's picture, with its name for who cannot see it. */
export function picture(badge: Pick<MyBadge, 'name' | 'picturePath'>): Picture {
  return {
    path: badge.picturePath,
    alternative: text('badges.picture', { name: { kind: 'either', ...badge.name } }),
  }
}

function shareOne(awardId: string): Choice {
  return {
    label: text('badges.choice.shareOne'),
    value: encodeChoice({ kind: 'share', awardId }),
  }
}

/** Thanks somebody for what they did, with a badge that comes by itself. */
export function earnedReply(badge: EarnedBadge): Reply {
  const { milestone } = badge
  return reply({
    paragraphs: [
      text('badges.earned', { name: { kind: 'either', ...badge.name } }),
      milestone !== null && isMilestone(milestone)
        ? text(`milestone.${milestone}`)
        : text('badges.earnedWhy', { description: { kind: 'either', ...badge.description } }),
      text('badges.private'),
    ],
    choices: [shareOne(badge.awardId), complimentsChoice(false)],
    picture: picture(badge),
  })
}

/** Tells a learner of a badge that a worker gave. */
export function givenReply(badge: EarnedBadge, note: string | null): Reply {
  return reply({
    paragraphs: [
      text('badges.given', {
        organisation: badge.organisation,
        name: { kind: 'either', ...badge.name },
      }),
      text('badges.earnedWhy', { description: { kind: 'either', ...badge.description } }),
      ...(note === null ? [] : [text('badges.note', { note })]),
      text('badges.private'),
    ],
    choices: [
      shareOne(badge.awardId),
      {
        label: text('declining.choice'),
        value: encodeChoice({ kind: 'decline', awardId: badge.awardId }),
      },
    ],
    picture: picture(badge),
  })
}

/** Lists somebody's badges, newest first, and their learner code. */
export async function myBadgesTurn(turn: Turn): Promise<TurnResult> {
  const { personId } = turn.person
  const [badges, imported] = await Promise.all([
    myBadges(turn.tx, personId),
    importedBadges(turn.tx, personId),
  ])
  const importedCards = imported.slice(0, importedShown).map((badge) => importedCard(turn, badge))
  const left =
    Math.max(0, badges.length - badgesShown) + Math.max(0, imported.length - importedShown)
  const code = text('badges.code', { code: turn.person.learnerCode })
  const closing = [...(left > 0 ? [text('badges.more', { count: left })] : []), code]
  const options: Choice = {
    label: text('badges.choice.options'),
    value: encodeChoice({ kind: 'badgeOptions' }),
  }
  if (badges.length === 0) {
    const hidden = await hiddenBadgeIds(turn.tx, turn.person.personId)
    const hiddenOptions = hidden.length > 0 ? [options] : []
    return {
      replies: [
        imported.length > 0
          ? reply({
              paragraphs: [text('import.only')],
              cards: importedCards,
              closing,
              choices: [options],
            })
          : reply({
              paragraphs: [text('badges.none'), code],
              choices: [...hiddenOptions, ...suggestions],
            }),
      ],
    }
  }
  const shown = badges.slice(0, badgesShown)
  return {
    replies: [
      reply({
        paragraphs: [text('badges.list', { count: badges.length + imported.length })],
        cards: [
          ...shown.map((badge, index) => badgeCard(turn, badge, index + 1, shown.length)),
          ...importedCards,
        ],
        closing,
        choices: [options],
      }),
    ],
  }
}

/** One badge in a list. */
export function badgeCard(turn: Turn, badge: MyBadge, number: number, many: number): Card {
  return {
    title: { kind: 'either', ...badge.name },
    lines: [
      text('badges.kindAndOrganisation', {
        kind: { kind: 'texts', texts: [text(`badges.kind.${badge.kind}`)] },
        organisation: badge.organisation,
      }),
      text('badges.date', {
        day: { kind: 'day', day: localDay(badge.awardedAt, turn.city.timeZone) },
      }),
      ...(badge.isSuspended ? [text('badgeStatus.standsStill')] : []),
    ],
    choices: [
      many === 1
        ? shareOne(badge.awardId)
        : {
            label: text('badges.choice.share', { number }),
            value: encodeChoice({ kind: 'share', awardId: badge.awardId }),
          },
    ],
  }
}
