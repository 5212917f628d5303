import type { SharedBadge } from './find-share.ts'

type Skill = SharedBadge['alignments'][number]

/** Badges that stand for the same skills; no skills for those that stand for none of a list. */
export interface SkillGroup<Badge> {
  readonly skills: readonly Skill[]
  readonly badges: readonly Badge[]
}

/**
 * Groups badges by skill, in the order in which the badges come. A badge is in the group of each of its
 * skills; skills that the same badges stand for are one group, and what has no skill comes last. Pure.
 */
export function groupBySkill<Badge extends Pick<SharedBadge, 'alignments'>>(
  badges: readonly Badge[],
): readonly SkillGroup<Badge>[] {
  const skills = new Map(
    badges.flatMap(({ alignments }) => alignments.map((skill) => [skill.targetUrl, skill])),
  )
  const groups = new Map<string, { skills: Skill[]; badges: readonly Badge[] }>()
  for (const skill of skills.values()) {
    const shown = badges.filter(({ alignments }) =>
      alignments.some(({ targetUrl }) => targetUrl === skill.targetUrl),
    )
    const key = shown.map((badge) => badges.indexOf(badge)).join(' ')
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { skills: [skill], badges: shown })
    else group.skills.push(skill)
  }
  const others = badges.filter(({ alignments }) => alignments.length === 0)
  return [...groups.values(), ...(others.length > 0 ? [{ skills: [], badges: others }] : [])]
}
