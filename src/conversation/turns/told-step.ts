import { addDays, localDay, startOfDay } from '../../activities/local-day.ts'
import { celebrate } from '../../badges/milestones/celebrate.ts'
import { readToldStep, type ToldStep } from '../../understand/told-steps.ts'
import { reply, text } from '../reply.ts'
import type { Turn, TurnResult, TypedTurn } from '../turn.ts'
import { earnedReply } from './badges.ts'
import { suggestions } from './suggestions.ts'

/** Answers a step that somebody tells of by what they said, and thanks them at a milestone. */
export async function toldStepTurn(turn: TypedTurn): Promise<TurnResult> {
  const { tx, deps, person } = turn
  const step = readToldStep(turn.text)
  await noteStep(turn, step)
  const { milestonesWanted } = await tx.person.findUniqueOrThrow({
    where: { id: person.personId },
    select: { milestonesWanted: true },
  })
  const badges = await celebrate(tx, deps, person.personId, { kind: 'told', step })
  return {
    replies: [
      reply({
        paragraphs: [
          milestonesWanted ? text(`step.told.${step}`) : text('step.plain'),
          text('step.next'),
        ],
        choices: [...suggestions],
      }),
      ...badges.map(earnedReply),
    ],
  }
}

/** Keeps the kind and the day, once a day, and never the words. */
async function noteStep({ tx, now, city, person }: Turn, kind: ToldStep): Promise<void> {
  const { personId } = person
  const today = localDay(now, city.timeZone)
  const toldAt = startOfDay(today, city.timeZone)
  const before = startOfDay(addDays(today, 1), city.timeZone)
  const told = await tx.step.count({
    where: { personId, kind, toldAt: { gte: toldAt, lt: before } },
  })
  if (told > 0) return
  await tx.step.create({ data: { personId, kind, toldAt }, select: { id: true } })
}
