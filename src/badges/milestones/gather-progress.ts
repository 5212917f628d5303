import { addDays, daysBetween, localDay } from '../../activities/local-day.ts'
import { readState } from '../../conversation/state.ts'
import type { Transaction } from '../../database/client.ts'
import { type ToldStep, toldSteps } from '../../understand/told-steps.ts'
import type { LocalDay } from '../../understand/understood.ts'
import type { Progress } from './progress.ts'

/** The person, and the day it is in the city. */
export interface ProgressQuestion {
  readonly personId: string
  readonly timeZone: string
  readonly now: Date
}

/** Gathers how far a person has come, all from what the database has already. */
export async function gatherProgress(
  tx: Transaction,
  { personId, timeZone, now }: ProgressQuestion,
): Promise<Progress> {
  const person = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: {
      createdAt: true,
      identities: { select: { conversation: { select: { state: true } } } },
      steps: { select: { kind: true, toldAt: true } },
      signups: {
        select: {
          status: true,
          createdAt: true,
          checkedInAt: true,
          session: {
            select: {
              startsAt: true,
              activity: { select: { topic: true, neighbourhoodId: true, isOnline: true } },
            },
          },
        },
      },
      awards: {
        where: { stands: true, achievement: { kind: 'pathway' } },
        select: { id: true },
      },
    },
  })
  const day = (at: Date) => localDay(at, timeZone)
  const visits = person.signups.filter(({ status }) => status === 'attended')
  const activities = visits.map(({ session }) => session.activity)
  const activeDays = [
    ...visits.map(({ checkedInAt, session }) => day(checkedInAt ?? session.startsAt)),
    ...person.signups.map(({ createdAt }) => day(createdAt)),
    ...person.steps.map(({ toldAt }) => day(toldAt)),
  ]
  return {
    askedBefore:
      addDays(day(person.createdAt), 1) <= day(now) &&
      person.identities.some(({ conversation }) => readState(conversation?.state).search !== null),
    signups: person.signups.length,
    attended: visits.length,
    topics: new Set(activities.map(({ topic }) => topic)).size,
    neighbourhoods: new Set(activities.flatMap(({ neighbourhoodId }) => neighbourhoodId ?? []))
      .size,
    attendedOnline: activities.filter(({ isOnline }) => isOnline).length,
    lastBreakDays: lastBreakDays(activeDays),
    pathways: person.awards.length,
    steps: new Set(person.steps.flatMap(({ kind }) => readKind(kind))),
  }
}

function lastBreakDays(days: readonly LocalDay[]): number {
  const [before, last] = [...new Set(days)].toSorted().slice(-2)
  return before === undefined || last === undefined ? 0 : daysBetween(before, last)
}

const readKind = (kind: string): readonly ToldStep[] => toldSteps.filter((known) => known === kind)
