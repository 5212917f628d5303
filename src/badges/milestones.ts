/** How far a person has come, in counts only: nobody's words, and nothing to lose again. */
export interface Progress {
  /** Sessions ever signed up for. */
  readonly signups: number
}

/** The milestones: pure rules over progress. Adding one is a line here and an achievement in the city's data. */
const milestones = {
  'first-signup': ({ signups }) => signups >= 1,
} satisfies Readonly<Record<string, (progress: Progress) => boolean>>

/** The name of a rule, as an achievement in the city's data names it. */
export type Milestone = keyof typeof milestones

/** The milestones that a person has come to. */
export function reachedMilestones(progress: Progress): readonly Milestone[] {
  const names: readonly Milestone[] = ['first-signup']
  return names.filter((name) => milestones[name](progress))
}
