import { myBadges } from '../../badges/my-badges.ts'
import { createShare, endShare, type ShareNameGiven } from '../../badges/share.ts'
import { encodeChoice, type NameKind } from '../choice.ts'
import { type Choice, reply, text } from '../reply.ts'
import type { Question } from '../state.ts'
import type { Turn, TurnResult } from '../turn.ts'
import { badgeCard } from './badges.ts'
import { suggestions } from './suggestions.ts'

/** Longest name that is taken, in characters. */
const longestNameCharacters = 60

const nameLabels = { none: 'nameNone', first: 'nameFirst', full: 'nameFull' } as const

/** @param awardId null for all badges in one link. */
function nameChoice(name: NameKind, awardId: string | null): Choice {
  return {
    label: text(`share.${nameLabels[name]}`),
    value: encodeChoice(
      awardId === null ? { kind: 'shareAllName', name } : { kind: 'shareName', name, awardId },
    ),
  }
}

/** Answers "deel": asks which badge, unless there is one. */
export async function typedShareTurn(turn: Turn): Promise<TurnResult> {
  const badges = await myBadges(turn.tx, turn.person.personId)
  const [only] = badges
  if (only === undefined) {
    return {
      replies: [reply({ paragraphs: [text('badges.none')], choices: [...suggestions] })],
    }
  }
  if (badges.length === 1) return askName(only.awardId)
  const shown = badges.slice(0, 5)
  return {
    replies: [
      reply({
        paragraphs: [text('share.which')],
        cards: shown.map((badge, index) => badgeCard(turn, badge, index + 1, shown.length)),
      }),
    ],
  }
}

/** Asks under which name a badge is shared (null: all of them): none, the first, or the full one. */
export function askName(awardId: string | null): TurnResult {
  return {
    replies: [
      reply({
        paragraphs: [text('share.askName')],
        choices: [
          nameChoice('none', awardId),
          nameChoice('first', awardId),
          nameChoice('full', awardId),
        ],
      }),
    ],
  }
}

/** Goes on after the choice of name: shares at once without one, asks to type it otherwise. */
export function shareNameTurn(
  turn: Turn,
  name: NameKind,
  awardId: string | null,
): Promise<TurnResult> {
  if (name === 'none') return share(turn, awardId, { kind: 'none' })
  return Promise.resolve({
    replies: [
      reply({
        paragraphs: [text(name === 'first' ? 'share.typeFirst' : 'share.typeFull')],
        choices: [nameChoice('none', awardId)],
      }),
    ],
    question: { kind: 'shareName', name, awardId },
  })
}

/** Takes typed words as the name that was asked for, or asks again when they cannot be one. */
export function typedNameTurn(
  turn: Turn,
  question: Extract<Question, { readonly kind: 'shareName' }>,
  typed: string,
): Promise<TurnResult> {
  const name = readName(typed)
  if (name !== null) return share(turn, question.awardId, { kind: question.name, text: name })
  return Promise.resolve({
    replies: [
      reply({
        paragraphs: [text('share.typeAgain')],
        choices: [nameChoice('none', question.awardId)],
      }),
    ],
    question,
  })
}

/** A name is letters with the marks that names have; anything else is not taken for one. */
export function readName(typed: string): string | null {
  const name = typed.normalize('NFC').replace(/\s+/g, ' ').trim()
  const isName = /^\p{L}[\p{L}\p{M} .'’-]*$/u.test(name)
  return isName && name.length <= longestNameCharacters ? name : null
}

async function share(
  turn: Turn,
  awardId: string | null,
  name: ShareNameGiven,
): Promise<TurnResult> {
  const { tx, deps, person, locale } = turn
  const mine = await myBadges(tx, person.personId)
  const shared = awardId === null ? mine : mine.filter((badge) => badge.awardId === awardId)
  const outcome = await createShare(tx, deps, {
    personId: person.personId,
    awardIds: shared.map((badge) => badge.awardId),
    name,
    locale,
  })
  if (outcome.kind === 'notYours') {
    return { replies: [reply({ paragraphs: [text('share.gone')], choices: [...suggestions] })] }
  }
  const [badge, ...others] = shared
  const { shareId, url } = outcome
  return {
    replies: [
      reply({
        paragraphs: [
          others.length > 0
            ? text('share.doneAll', { count: shared.length })
            : text('share.done', {
                badge: badge === undefined ? '' : { kind: 'either', ...badge.name },
              }),
          text('share.link', { link: url }),
          text('share.whoSees'),
        ],
        choices: [
          { label: text('share.choice.end'), value: encodeChoice({ kind: 'endShare', shareId }) },
          {
            label: text('share.choice.label'),
            value: encodeChoice({ kind: 'labelShare', id: shareId }),
          },
        ],
      }),
    ],
  }
}

/** Ends a link at once. */
export async function endShareTurn(turn: Turn, shareId: string): Promise<TurnResult> {
  const { tx, now, person } = turn
  const outcome = await endShare(tx, { personId: person.personId, shareId, now })
  return {
    replies: [
      reply({
        paragraphs: [text(outcome.kind === 'ended' ? 'share.ended' : 'share.alreadyEnded')],
        choices: [...suggestions],
      }),
    ],
  }
}
