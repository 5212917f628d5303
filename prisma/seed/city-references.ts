import type { CityData } from './city-data.ts'

/** Something named that is not there, or there twice. */
export interface BrokenReference {
  readonly path: readonly (string | number)[]
  readonly problem: string
}

/** Finds what a city's files name without having it, and what they have twice. */
export function findBrokenReferences(data: CityData): readonly BrokenReference[] {
  const organisations = new Set(data.organisations.map(({ slug }) => slug))
  const neighbourhoods = new Set(data.neighbourhoods.map(({ slug }) => slug))
  const achievements = new Map(
    data.achievements.map((achievement) => [achievementKey(achievement), achievement.kind]),
  )
  return [
    ...repeated(
      'neighbourhoods',
      data.neighbourhoods.map(({ slug }) => slug),
    ),
    ...repeated(
      'organisations',
      data.organisations.map(({ slug }) => slug),
    ),
    ...repeated(
      'activities',
      data.activities.map(({ slug }) => slug),
    ),
    ...repeated('achievements', data.achievements.map(achievementKey)),
    ...repeated(
      'pathways',
      data.pathways.map(({ slug }) => slug),
    ),
    ...(data.organisations.filter(({ isCity }) => isCity).length === 1
      ? []
      : [{ path: ['organisations'], problem: 'exactly one must have isCity' }]),
    ...data.activities.flatMap((activity, index) => [
      ...missing(organisations, activity.organisation, ['activities', index, 'organisation']),
      ...(activity.neighbourhood === null
        ? []
        : missing(neighbourhoods, activity.neighbourhood, ['activities', index, 'neighbourhood'])),
      ...repeated(
        `activities ${activity.slug}: slots`,
        activity.slots.map(({ weekday, from }) => `${weekday} ${from}`),
      ),
    ]),
    ...data.achievements.flatMap(({ organisation }, index) =>
      missing(organisations, organisation, ['achievements', index, 'organisation']),
    ),
    ...data.pathways.flatMap((pathway, index) => {
      const path = ['pathways', index]
      const kind = achievements.get(`${pathway.organisation}/${pathway.achievement}`)
      const steps = pathway.steps.map((step) => `${step.organisation}/${step.achievement}`)
      return [
        ...missing(organisations, pathway.organisation, [...path, 'organisation']),
        ...(kind === 'pathway'
          ? []
          : [{ path: [...path, 'achievement'], problem: 'is not an achievement of kind pathway' }]),
        ...steps.flatMap((step, position) =>
          missing(achievements, step, [...path, 'steps', position]),
        ),
        ...repeated(`pathways ${pathway.slug}: steps`, steps),
        ...(pathway.stepsNeeded <= steps.length
          ? []
          : [{ path: [...path, 'stepsNeeded'], problem: 'is more than there are steps' }]),
      ]
    }),
  ]
}

function achievementKey(achievement: { organisation: string; slug: string }): string {
  return `${achievement.organisation}/${achievement.slug}`
}

function missing(
  known: { has(name: string): boolean },
  name: string,
  path: readonly (string | number)[],
): readonly BrokenReference[] {
  return known.has(name) ? [] : [{ path, problem: `there is no ${name}` }]
}

function repeated(list: string, names: readonly string[]): readonly BrokenReference[] {
  const twice = names.filter((name, index) => names.indexOf(name) !== index)
  return twice.map((name) => ({ path: [list], problem: `${name} is there twice` }))
}
