import { answerEndorsement } from '../../badges/endorse.ts'
import { agreeToEvidence } from '../../badges/evidence.ts'
import {
  type ChoiceOutcome,
  deleteBadge,
  hiddenBadgeIds,
  hideBadge,
  unhideBadge,
} from '../../badges/keep-or-not.ts'
import { myBadges } from '../../badges/my-badges.ts'
import type { ReplyKey } from '../../language/translate.ts'
import { importedBadges } from '../../verification/importing/imported-badges.ts'
import { type BadgeChoice, encodeBadgeChoice } from '../badge-choice.ts'
import { encodeChoice } from '../choice.ts'
import { type Card, type Choice, reply, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'
import { askLabel, badgesFileTurn, myLinksTurn, shareUntilTurn } from './badge-links.ts'
import { askName, shareNameTurn } from './share.ts'

const choose = (label: ReplyKey, choice: BadgeChoice): Choice => ({
  label: text(label),
  value: encodeBadgeChoice(choice),
})
const toOptions = choose('badges.choice.options', { kind: 'badgeOptions' })

const say = (paragraph: ReplyKey, choices: Choice[] = [toOptions]): TurnResult => ({
  replies: [reply({ paragraphs: [text(paragraph)], choices })],
})

/** Answers what a learner chose about badges, links, and what others say of them. */
export async function badgeChoiceTurn(turn: Turn, choice: BadgeChoice): Promise<TurnResult> {
  const own = (awardId: string) => ({ personId: turn.person.personId, awardId, now: turn.now })
  const { tx, deps } = turn
  switch (choice.kind) {
    case 'badgeOptions':
      return options()
    case 'manageBadges':
      return whichBadge(turn)
    case 'manageBadge':
      return manage(choice.id)
    case 'hideBadge':
      return told(await hideBadge(tx, own(choice.id)), 'myBadges.hidden')
    case 'unhideBadge':
      return told(await unhideBadge(tx, own(choice.id)), 'myBadges.unhidden')
    case 'deleteBadge':
      return say('myBadges.sureDelete', [
        choose('myBadges.choice.surelyDelete', { kind: 'surelyDelete', id: choice.id }),
        choose('myBadges.choice.hide', { kind: 'hideBadge', id: choice.id }),
      ])
    case 'surelyDelete':
      return told(await deleteBadge(tx, own(choice.id)), 'myBadges.deleted')
    case 'shareAll':
      return askName(null)
    case 'shareAllName':
      return shareNameTurn(turn, choice.name, null)
    case 'badgesFile':
      return badgesFileTurn(turn)
    case 'myLinks':
      return myLinksTurn(turn)
    case 'labelShare':
      return askLabel(choice.id)
    case 'shareUntil':
      return shareUntilTurn(turn, choice.id, choice.days)
    case 'showEndorsement':
    case 'refuseEndorsement': {
      const shows = choice.kind === 'showEndorsement'
      const { personId } = turn.person
      const outcome = await answerEndorsement(tx, deps, {
        endorsementId: choice.id,
        personId,
        shows,
      })
      if (outcome.kind !== 'toConfirm') return say(`endorsement.${outcome.kind}`)
      const link = text('share.link', { link: outcome.url })
      return {
        replies: [
          reply({ paragraphs: [text('endorsement.toConfirm'), link], choices: [toOptions] }),
        ],
      }
    }
    case 'agreeEvidence':
    case 'refuseEvidence': {
      const agrees = choice.kind === 'agreeEvidence'
      const outcome = await agreeToEvidence(tx, deps, { ...own(choice.id), agrees })
      return say(`evidence.${outcome.kind}`)
    }
  }
}

const told = ({ kind }: ChoiceOutcome, done: ReplyKey): TurnResult =>
  say(kind === 'done' ? done : 'share.gone')

function options(): TurnResult {
  return say('myBadges.options', [
    choose('myBadges.choice.shareAll', { kind: 'shareAll' }),
    choose('myBadges.choice.file', { kind: 'badgesFile' }),
    choose('myBadges.choice.links', { kind: 'myLinks' }),
    choose('myBadges.choice.manage', { kind: 'manageBadges' }),
  ])
}

/** Badges that one message can be asked about. */
const badgesShown = 8

async function whichBadge({ tx, person }: Turn): Promise<TurnResult> {
  const shown = await myBadges(tx, person.personId)
  const hidden = await hiddenBadgeIds(tx, person.personId)
  const imported = await importedBadges(tx, person.personId)
  const own = shown.slice(0, badgesShown).map(({ awardId, name }, index) => ({
    title: { kind: 'either' as const, ...name },
    lines: [],
    choices: [
      {
        label: text('myBadges.choice.this', { number: index + 1 }),
        value: encodeBadgeChoice({ kind: 'manageBadge', id: awardId }),
      },
    ],
  }))
  const elsewhere = imported.slice(0, badgesShown).map(({ id, name }, index) => ({
    title: name,
    lines: [],
    choices: [
      {
        label: text('import.take', { number: own.length + index + 1 }),
        value: encodeChoice({ kind: 'removeImport', importId: id }),
      },
    ],
  }))
  const cards: Card[] = [...own, ...elsewhere]
  return {
    replies: [
      reply({
        paragraphs: [text(cards.length === 0 ? 'badges.none' : 'myBadges.which')],
        cards,
        choices: hidden
          .slice(0, 3)
          .map((id) => choose('myBadges.choice.unhide', { kind: 'unhideBadge', id })),
      }),
    ],
  }
}

const manage = (id: string): TurnResult =>
  say('myBadges.whatToDo', [
    choose('myBadges.choice.hide', { kind: 'hideBadge', id }),
    choose('myBadges.choice.delete', { kind: 'deleteBadge', id }),
  ])
