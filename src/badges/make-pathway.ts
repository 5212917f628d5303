import type { Transaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { locales } from '../language/locale.ts'
import { slugOf } from '../language/slug.ts'
import { audit } from '../organisations/audit.ts'

/** A pathway to be made, of badges that an organisation has. */
export interface NewPathway {
  readonly organisationId: string
  readonly actorId: string
  /** What it is called; the badge at its end has the same name. */
  readonly name: string
  /** Achievements of the organisation, in the order to suggest them. */
  readonly stepIds: readonly string[]
  /** Any so many of the steps are enough. */
  readonly stepsNeeded: number
}

/** Makes a pathway and the badge at its end. The text of the badge says what it takes, in both languages. */
export async function makePathway(tx: Transaction, deps: Deps, made: NewPathway): Promise<string> {
  const { organisationId, actorId, name, stepIds, stepsNeeded } = made
  const steps = await tx.achievement.findMany({
    where: { id: { in: [...stepIds] }, organisationId, endedAt: null },
    select: { id: true, topic: true, texts: { select: { locale: true, name: true } } },
  })
  const topics = new Set(steps.map(({ topic }) => topic))
  const [topic = null] = topics.size === 1 ? topics : []
  const achievementId = deps.newId()
  const pathwayId = deps.newId()
  // Another pathway may have the same name: its first letters of the id tell them apart.
  const slug = `${slugOf(name)}-${achievementId.slice(0, 4)}`
  const names = (locale: 'nl' | 'en') =>
    steps
      .map(({ texts }) => texts.find((row) => row.locale === locale)?.name ?? texts[0]?.name ?? '')
      .join(', ')
  const criteria = {
    nl: `${stepsNeeded} van deze badges, in elke volgorde: ${names('nl')}.`,
    en: `${stepsNeeded} of these badges, in any order: ${names('en')}.`,
  }
  await tx.achievement.create({
    data: {
      id: achievementId,
      organisationId,
      slug,
      kind: 'pathway',
      topic,
      createdAt: deps.clock(),
      texts: {
        create: locales.map((locale) => ({
          locale,
          name,
          description: criteria[locale],
          criteria: criteria[locale],
        })),
      },
    },
    select: { id: true },
  })
  await tx.pathway.create({
    data: {
      id: pathwayId,
      organisationId,
      slug,
      achievementId,
      stepsNeeded,
      steps: {
        create: stepIds.map((stepId, position) => ({ achievementId: stepId, position })),
      },
    },
    select: { id: true },
  })
  await audit(tx, deps, {
    actorId,
    organisationId,
    action: 'pathway.made',
    subjectType: 'pathway',
    subjectId: pathwayId,
  })
  return pathwayId
}
