import type { DatabaseOrTransaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { inEveryLocale } from '../language/in-every-locale.ts'
import type { InEveryLocale } from '../language/locale.ts'

/** One line of the audit trail, as far as it can still be told. */
export interface AuditLine {
  readonly at: Date
  readonly action: string
  /** The code of who did it; null for Stapje itself, or somebody who was forgotten. */
  readonly actorCode: string | null
  /** The code of the learner or member that it is about. */
  readonly code: string | null
  /** The badge or activity that it is about. */
  readonly name: InEveryLocale
  readonly reason: string | null
}

const linesShown = 10
const noName: InEveryLocale = { nl: '', en: '' }

/** The last ten lines of an organisation's audit trail, newest first. */
export async function lastAudited(
  db: DatabaseOrTransaction,
  deps: Pick<Deps, 'seals'>,
  organisationId: string,
): Promise<readonly AuditLine[]> {
  const entries = await db.auditEntry.findMany({
    where: { organisationId },
    orderBy: { id: 'desc' },
    take: linesShown,
  })
  const idsOf = (type: string) =>
    entries.filter(({ subjectType }) => subjectType === type).map(({ subjectId }) => subjectId)
  const awards = await db.award.findMany({
    where: { id: { in: idsOf('award') } },
    select: {
      id: true,
      person: { select: { learnerCode: true } },
      achievement: { select: { texts: { select: { locale: true, name: true } } } },
    },
  })
  const actors = entries.flatMap(({ actorId }) => (actorId === null ? [] : [actorId]))
  const personIds = [...actors, ...idsOf('person').filter((id) => id.length === 36)]
  const people = await db.person.findMany({
    where: { id: { in: personIds } },
    select: { id: true, learnerCode: true },
  })
  const activities = await db.activity.findMany({
    where: { id: { in: idsOf('activity') } },
    select: { id: true, texts: { select: { locale: true, title: true } } },
  })
  const achievements = await db.achievement.findMany({
    where: { id: { in: idsOf('achievement') } },
    select: { id: true, texts: { select: { locale: true, name: true } } },
  })
  const codeOf = (id: string | null) => people.find((each) => each.id === id)?.learnerCode ?? null
  return Promise.all(
    entries.map(async ({ at, action, actorId, subjectId, reasonSealed }) => {
      const award = awards.find(({ id }) => id === subjectId)
      const activity = activities.find(({ id }) => id === subjectId)
      const badge = award?.achievement ?? achievements.find(({ id }) => id === subjectId)
      return {
        at,
        action,
        actorCode: codeOf(actorId),
        code: award?.person?.learnerCode ?? codeOf(subjectId),
        name:
          badge !== undefined
            ? inEveryLocale(badge.texts, (row) => row.name)
            : activity !== undefined
              ? inEveryLocale(activity.texts, (row) => row.title)
              : noName,
        reason: reasonSealed === null ? null : await deps.seals.open('note', reasonSealed),
      }
    }),
  )
}
