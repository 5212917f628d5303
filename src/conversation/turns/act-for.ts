import { membershipsOf } from '../../organisations/membership.ts'
import { runWorkerCommand } from '../commands/run.ts'
import { workerCommandNames } from '../commands.ts'
import { type Reply, reply, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'

/** Remembers for which organisation somebody works from now on, and does what waited for that. */
export async function actForTurn(turn: Turn, organisationId: string): Promise<TurnResult> {
  const { tx, person, state } = turn
  const chosen = (await membershipsOf(tx, person.personId)).find(
    (membership) => membership.organisationId === organisationId,
  )
  if (chosen === undefined) return { replies: [reply({ paragraphs: [text('act.gone')] })] }
  await tx.person.update({
    where: { id: person.personId },
    data: { actsForId: organisationId },
    select: { id: true },
  })
  const said: Reply = reply({
    paragraphs: [text('act.chosen', { organisation: chosen.organisationName })],
  })
  const { question } = state
  const waiting =
    question?.kind === 'actFor'
      ? workerCommandNames.find((name) => name === question.command && name !== 'organisation')
      : undefined
  if (question?.kind !== 'actFor' || waiting === undefined) return { replies: [said] }
  const result = await runWorkerCommand(turn, waiting, question.rest)
  return { ...result, replies: [said, ...result.replies] }
}
