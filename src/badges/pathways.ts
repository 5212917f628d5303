import type { DatabaseOrTransaction } from '../database/client.ts'
import { inEveryLocale } from '../language/in-every-locale.ts'
import type { InEveryLocale } from '../language/locale.ts'

/** A pathway and how far somebody is on it. Steps come in any order. */
export interface PathwayProgress {
  readonly pathwayId: string
  readonly name: InEveryLocale
  readonly organisationName: string
  readonly stepsNeeded: number
  readonly done: readonly InEveryLocale[]
  /** Possible next steps, in the pathway's own order. */
  readonly next: readonly { readonly name: InEveryLocale; readonly organisationName: string }[]
  /** The pathway's badge stands. */
  readonly isEarned: boolean
}

/** The pathways of a city with a person's progress, those they are furthest on first. */
export async function pathwaysOf(
  db: DatabaseOrTransaction,
  personId: string,
  cityId: string,
): Promise<readonly PathwayProgress[]> {
  const stands = { where: { personId, stands: true }, select: { id: true } }
  const achievement = {
    select: { texts: { select: { locale: true, name: true } }, awards: stands },
  } as const
  const pathways = await db.pathway.findMany({
    where: { endedAt: null, organisation: { cityId, leftAt: null } },
    orderBy: { slug: 'asc' },
    select: {
      id: true,
      stepsNeeded: true,
      organisation: { select: { name: true } },
      achievement,
      steps: {
        orderBy: { position: 'asc' },
        select: {
          achievement: {
            select: { ...achievement.select, organisation: { select: { name: true } } },
          },
        },
      },
    },
  })
  const nameOf = (
    texts: Parameters<typeof inEveryLocale<{ locale: 'nl' | 'en'; name: string }>>[0],
  ) => inEveryLocale(texts, (row) => row.name)
  return pathways
    .map(({ id, stepsNeeded, organisation, achievement: badge, steps }) => {
      const isDone = ({ achievement: step }: (typeof steps)[number]) => step.awards.length > 0
      return {
        pathwayId: id,
        name: nameOf(badge.texts),
        organisationName: organisation.name,
        stepsNeeded,
        done: steps.filter(isDone).map((step) => nameOf(step.achievement.texts)),
        next: steps
          .filter((step) => !isDone(step))
          .map(({ achievement: step }) => ({
            name: nameOf(step.texts),
            organisationName: step.organisation.name,
          })),
        isEarned: badge.awards.length > 0,
      }
    })
    .toSorted((one, other) => other.done.length - one.done.length)
}
