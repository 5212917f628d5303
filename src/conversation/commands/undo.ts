import { undoLast } from '../../badges/undo.ts'
import { notify } from '../../delivery/notify.ts'
import { inEveryLocale } from '../../language/in-every-locale.ts'
import { reply, text, texts } from '../reply.ts'
import { sayText } from '../speak.ts'
import type { WorkerCommand } from './worker-command.ts'

/** What is said to the worker, and to whose badge it is. */
const words = {
  'award.given': { said: 'undo.given', told: 'undo.toldGiven' },
  'award.revoked': { said: 'undo.revoked', told: 'undo.toldRevoked' },
  'award.suspended': { said: 'badgeStatus.suspend.undone', told: 'badgeStatus.reinstate.told' },
} as const

/** `/undo`: undoes what the worker gave, revoked or suspended last, within ten minutes, and says so to all. */
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
        achievementId: true,
        personId: true,
        person: { select: { learnerCode: true } },
        achievement: { select: { texts: { select: { locale: true, name: true } } } },
      },
    })
    const { what } = outcome
    const nameOf = ({ achievement }: (typeof awards)[number]) =>
      ({ kind: 'either', ...inEveryLocale(achievement.texts, (row) => row.name) }) as const
    for (const award of awards) {
      if (award.personId === null) continue
      const told = text(words[what].told, { organisation, badge: nameOf(award) })
      await notify(tx, { personId: award.personId, replies: [reply({ paragraphs: [told] })], now })
    }
    const codes = new Set(awards.flatMap(({ person: learner }) => learner?.learnerCode ?? []))
    const badges = new Map(awards.map((award) => [award.achievementId, nameOf(award)]))
    const said = text(words[what].said, {
      codes: { kind: 'list', items: [...codes] },
      badge: texts(...[...badges.values()].map((badge) => text('plain.text', { text: badge }))),
      count: codes.size,
    })
    return { replies: [reply({ paragraphs: [said] })] }
  },
}
