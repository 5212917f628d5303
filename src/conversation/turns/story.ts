import type { ShareNameGiven } from '../../badges/share.ts'
import {
  agreeToStory,
  draftStory,
  dropDraft,
  standingStory,
  withdrawStory,
} from '../../stories/offer-story.ts'
import { readStory, storyCharacters } from '../../stories/read-story.ts'
import { encodeChoice, type NameKind } from '../choice.ts'
import { type Choice, reply, type Text, text } from '../reply.ts'
import type { Question } from '../state.ts'
import type { Turn, TurnResult } from '../turn.ts'
import { readName } from './share.ts'
import { suggestions } from './suggestions.ts'

const answered = (...paragraphs: Text[]): TurnResult => ({
  replies: [reply({ paragraphs, choices: [...suggestions] })],
})

/** `/story`, with the story after it or in the next message; one that stands is shown to be taken back. */
export async function storyTurn(turn: Turn, typed: string): Promise<TurnResult> {
  const standing = await standingStory(turn.tx, turn.person.personId)
  if (standing !== null) {
    return {
      replies: [
        reply({
          paragraphs: [text(`story.${standing.stage}`)],
          choices: [withdrawChoice(standing.storyId)],
        }),
      ],
    }
  }
  if (typed.trim() !== '') return storyTextTurn(turn, typed)
  return {
    replies: [reply({ paragraphs: [text('story.tell'), text('story.leaveOut')] })],
    question: { kind: 'story' },
  }
}

/** Takes typed words as the story: shows how it will look, and asks for a yes with a name or without. */
export async function storyTextTurn(turn: Turn, typed: string): Promise<TurnResult> {
  const read = readStory(typed)
  if (read.kind !== 'story') {
    const values = { ...storyCharacters, ...(read.kind === 'tooLong' && read) }
    return {
      replies: [reply({ paragraphs: [text(`story.${read.kind}`, values)] })],
      question: { kind: 'story' },
    }
  }
  const { tx, deps, person, locale, city } = turn
  const draft = { personId: person.personId, locale, text: read.text }
  const storyId = await draftStory(tx, deps, draft)
  return {
    replies: [
      reply({
        paragraphs: [
          text('story.preview', { city: { kind: 'either', ...city.name } }),
          text('story.words', { story: read.text }),
          text('story.askYes'),
        ],
        choices: [
          yesChoice('none', storyId),
          yesChoice('first', storyId),
          yesChoice('full', storyId),
          { label: text('story.choice.no'), value: encodeChoice({ kind: 'storyNo', storyId }) },
        ],
      }),
    ],
  }
}

const yesChoice = (name: NameKind, storyId: string): Choice => ({
  label: text(`story.choice.${name}`),
  value: encodeChoice({ kind: 'storyYes', name, storyId }),
})

const withdrawChoice = (storyId: string): Choice => ({
  label: text('story.choice.withdraw'),
  value: encodeChoice({ kind: 'storyWithdraw', storyId }),
})

/** The yes: at once without a name, else after the name was typed. */
export function storyYesTurn(turn: Turn, name: NameKind, storyId: string): Promise<TurnResult> {
  if (name === 'none') return agree(turn, storyId, { kind: 'none' })
  return Promise.resolve({
    replies: [
      reply({
        paragraphs: [text(name === 'first' ? 'share.typeFirst' : 'share.typeFull')],
        choices: [yesChoice('none', storyId)],
      }),
    ],
    question: { kind: 'storyName', name, storyId },
  })
}

/** Takes typed words as the name that stands under the story, or asks again. */
export function storyNameTurn(
  turn: Turn,
  question: Extract<Question, { readonly kind: 'storyName' }>,
  typed: string,
): Promise<TurnResult> {
  const name = readName(typed)
  if (name !== null) return agree(turn, question.storyId, { kind: question.name, text: name })
  return Promise.resolve({
    replies: [
      reply({
        paragraphs: [text('story.typeNameAgain')],
        choices: [yesChoice('none', question.storyId)],
      }),
    ],
    question,
  })
}

async function agree(turn: Turn, storyId: string, name: ShareNameGiven): Promise<TurnResult> {
  const { tx, deps, person, city } = turn
  const outcome = await agreeToStory(tx, deps, { personId: person.personId, storyId, name })
  switch (outcome.kind) {
    case 'agreed':
      return {
        replies: [
          reply({
            paragraphs: [
              text('story.agreed', { link: `${deps.siteUrl}/${city.slug}` }),
              text('story.canWithdraw'),
            ],
            choices: [withdrawChoice(storyId)],
          }),
        ],
      }
    case 'haveOne':
      return storyTurn(turn, '')
    case 'gone':
      return answered(text('story.gone'))
  }
}

/** The no: the draft is thrown away. */
export async function storyNoTurn(turn: Turn, storyId: string): Promise<TurnResult> {
  await dropDraft(turn.tx, { personId: turn.person.personId, storyId })
  return answered(text('story.dropped'))
}

/** Takes the yes back with one button, at any time. */
export async function storyWithdrawTurn(turn: Turn, storyId: string): Promise<TurnResult> {
  const { tx, now, person } = turn
  const outcome = await withdrawStory(tx, { personId: person.personId, storyId, now })
  return answered(text(`story.${outcome.kind}`))
}
