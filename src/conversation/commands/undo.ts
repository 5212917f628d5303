import { undoLast } from '../../badges/undo.ts'
import { notify } from '../../delivery/notify.ts'
import { inEveryLocale } from '../../language/in-every-locale.ts'
import { reply, text } from '../reply.ts'
import { sayText } from '../speak.ts'
import type { WorkerCommand } from './worker-command.ts'

/** `/undo`: takes back what the worker gave or took back last, within ten minutes, and says so to all. */
export const undoCommand: WorkerCommand = {
  role: 'worker',
  async turn(
    { tx, deps, now, locale, person },
    { organisationId, organisationName: organisation },
  ) {
    const outcome = await undoLast(tx, deps, {
      actorId: person.personId,
      organisationId,
      reason: sayText(locale, text('undo.reason')),
    })
    if (outcome.kind === 'nothing')
      return { replies: [reply({ paragraphs: [text('undo.nothing')] })] }
    const awards = await tx.award.findMany({
      where: { id: { in: [...outcome.awardIds] } },
      select: {
        personId: true,
        person: { select: { learnerCode: true } },
        achievement: { select: { texts: { select: { locale: true, name: true } } } },
      },
    })
    const name = inEveryLocale(awards[0]?.achievement.texts ?? [], (row) => row.name)
    const badge = { kind: 'either', ...name } as const
    const told = reply({
      paragraphs: [
        text(outcome.what === 'given' ? 'undo.toldGiven' : 'undo.toldRevoked', {
          organisation,
          badge,
        }),
      ],
    })
    for (const { personId } of awards) {
      if (personId !== null) await notify(tx, { personId, replies: [told], now })
    }
    const items = awards.flatMap(({ person: learner }) => learner?.learnerCode ?? [])
    const values = { codes: { kind: 'list', items }, badge, count: awards.length } as const
    const said = text(outcome.what === 'given' ? 'undo.given' : 'undo.revoked', values)
    return { replies: [reply({ paragraphs: [said] })] }
  },
}
