import type { FoundSession } from '../activities/search/query.ts'
import type { Interests } from './interests.ts'

/** Why something is recommended, the strongest reason first. */
export const reasons = ['othersNext', 'wish', 'badge', 'near', 'newOrganisation', 'soon'] as const
export type Reason = (typeof reasons)[number]

/** A session for somebody, and why. */
export interface Recommendation {
  readonly session: FoundSession
  readonly because: Reason
}

/** What is known for choosing among sessions. */
export interface RankingFacts {
  readonly interests: Interests
  /** Activities that others did after what this person did. */
  readonly nextActivityIds: readonly string[]
  /** Sessions of organisations that are new, those with the fewest people first. */
  readonly newSessionIds: readonly string[]
}

const weights: Readonly<Record<Reason, number>> = {
  othersNext: 4,
  wish: 3,
  badge: 2,
  near: 1,
  newOrganisation: 0,
  soon: 0,
}

const recommended = 3

/**
 * Chooses up to three sessions, one an organisation: what fits best first, of equals the soonest. When no
 * new organisation is among them, the last place is for the new one that fits best: it gets a fair turn.
 */
export function rank(
  sessions: readonly FoundSession[],
  facts: RankingFacts,
): readonly Recommendation[] {
  const scored = sessions.map((session) => {
    const fits = reasonsFor(session, facts)
    return {
      session,
      because: fits[0] ?? 'soon',
      score: fits.reduce((sum, reason) => sum + weights[reason], 0),
    }
  })
  const best = scored.toSorted(
    (one, other) =>
      other.score - one.score || one.session.startsAt.getTime() - other.session.startsAt.getTime(),
  )
  const organisations = new Set<string>()
  const each = best.filter(({ session }) => {
    const isFirst = !organisations.has(session.organisation)
    organisations.add(session.organisation)
    return isFirst
  })
  const chosen = each.slice(0, recommended)
  const isNew = ({ session }: Recommendation) => facts.newSessionIds.includes(session.id)
  if (chosen.length < recommended || chosen.some(isNew)) return chosen.map(withoutScore)
  const turnOf = (one: Recommendation) => facts.newSessionIds.indexOf(one.session.id)
  const [fairTurn] = each
    .slice(recommended)
    .filter(isNew)
    .toSorted((one, other) => other.score - one.score || turnOf(one) - turnOf(other))
  return [
    ...chosen.slice(0, recommended - (fairTurn ? 1 : 0)),
    ...(fairTurn ? [fairTurn] : []),
  ].map(withoutScore)
}

const withoutScore = ({ session, because }: Recommendation): Recommendation => ({
  session,
  because,
})

/** All that speaks for a session, the strongest first. */
function reasonsFor(session: FoundSession, facts: RankingFacts): readonly Reason[] {
  const { interests, nextActivityIds, newSessionIds } = facts
  const holds: Readonly<Record<Reason, boolean>> = {
    othersNext: nextActivityIds.includes(session.activityId),
    wish: interests.wishTopics.includes(session.topic),
    badge: interests.badgeTopics.includes(session.topic),
    near:
      session.neighbourhoodSlug !== null &&
      interests.neighbourhoods.includes(session.neighbourhoodSlug),
    newOrganisation: newSessionIds.includes(session.id),
    soon: true,
  }
  return reasons.filter((reason) => holds[reason])
}
