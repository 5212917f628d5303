import { type PathwayProgress, pathwaysOf } from '../../badges/pathways.ts'
import { type Card, reply, type Text, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'
import { suggestions } from './suggestions.ts'

/** How many pathways, and next steps of each, are shown: enough to choose from. */
const shownAtOnce = 3

/** Answers "where am I?": the steps that are done and three that are possible. No deadline, no blame. */
export async function pathwaysTurn(turn: Turn): Promise<TurnResult> {
  const pathways = await pathwaysOf(turn.tx, turn.person.personId, turn.city.id)
  if (pathways.length === 0) {
    return {
      replies: [reply({ paragraphs: [text('pathway.noneAtAll')], choices: [...suggestions] })],
    }
  }
  const begun = pathways.filter(({ done }) => done.length > 0)
  const shown = (begun.length > 0 ? begun : pathways).slice(0, shownAtOnce)
  return {
    replies: [
      reply({
        paragraphs: [text(begun.length > 0 ? 'pathway.yours' : 'pathway.none')],
        cards: shown.map((pathway) => pathwayCard(turn, pathway)),
        choices: [...suggestions],
      }),
    ],
  }
}

function pathwayCard({ locale }: Turn, pathway: PathwayProgress): Card {
  const { name, organisationName: organisation, stepsNeeded, done, next, isEarned } = pathway
  const names = (steps: readonly { readonly nl: string; readonly en: string }[]) =>
    ({ kind: 'list', items: steps.map((step) => step[locale]) }) as const
  const lines: (Text | null)[] = [
    text('pathway.from', { organisation }),
    isEarned
      ? text('pathway.earned')
      : text('pathway.steps', { done: done.length, needed: stepsNeeded }),
    done.length === 0 ? null : text('pathway.done', { names: names(done) }),
    isEarned || next.length === 0
      ? null
      : text('pathway.next', { names: names(next.slice(0, shownAtOnce).map((step) => step.name)) }),
  ]
  return {
    title: { kind: 'either', ...name },
    lines: lines.filter((line) => line !== null),
    choices: [],
  }
}
