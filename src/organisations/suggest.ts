import type { DatabaseOrTransaction } from '../database/client.ts'
import { inEveryLocale } from '../language/in-every-locale.ts'
import type { InEveryLocale } from '../language/locale.ts'
import type { Interests } from '../recommend/interests.ts'
import type { Topic } from '../understand/understood.ts'

/** An organisation and its first activity that fit a learner, and why. */
export interface Suggestion {
  readonly organisationId: string
  readonly organisationName: string
  readonly sessionId: string
  readonly title: InEveryLocale
  readonly startsAt: Date
  readonly because: 'badge' | 'wish'
  readonly topic: Topic
  /** The neighbourhood, when it is one where the learner comes. */
  readonly near: string | null
}

const aheadMilliseconds = 28 * 86_400_000

/**
 * Suggests up to three organisations with an activity in the coming four weeks, best first: one where a
 * badge, a wish and the neighbourhood come together stands above one where only one of them fits.
 */
export async function suggest(
  db: DatabaseOrTransaction,
  asked: {
    readonly cityId: string
    readonly interests: Interests
    /** Not this one: it already knows the learner. */
    readonly exceptId: string
    readonly now: Date
  },
): Promise<readonly Suggestion[]> {
  const { cityId, interests, exceptId, now } = asked
  const topics = [...new Set([...interests.badgeTopics, ...interests.wishTopics])]
  const sessions = await db.session.findMany({
    where: {
      cancelledAt: null,
      startsAt: { gt: now, lt: new Date(now.getTime() + aheadMilliseconds) },
      goingCount: { lt: db.session.fields.capacity },
      activity: {
        topic: { in: topics },
        endedAt: null,
        isForChildren: false,
        organisation: { cityId, leftAt: null },
        organisationId: { not: exceptId },
      },
    },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      startsAt: true,
      activity: {
        select: {
          topic: true,
          texts: { select: { locale: true, title: true } },
          organisation: { select: { id: true, name: true } },
          neighbourhood: { select: { slug: true, name: true } },
        },
      },
    },
  })
  const scored = sessions.map(({ id, startsAt, activity }) => {
    const { topic, organisation, neighbourhood } = activity
    const isNear = interests.neighbourhoods.includes(neighbourhood?.slug ?? '')
    const hasBadge = interests.badgeTopics.includes(topic)
    const isWished = interests.wishTopics.includes(topic)
    const suggestion: Suggestion = {
      organisationId: organisation.id,
      organisationName: organisation.name,
      sessionId: id,
      title: inEveryLocale(activity.texts, (row) => row.title),
      startsAt,
      because: isWished ? 'wish' : 'badge',
      topic,
      near: isNear ? (neighbourhood?.name ?? null) : null,
    }
    return { suggestion, score: Number(hasBadge) + 2 * Number(isWished) + Number(isNear) }
  })
  const best = scored.toSorted((one, other) => other.score - one.score)
  const seen = new Set<string>()
  return best
    .map(({ suggestion }) => suggestion)
    .filter(({ organisationId }) => !seen.has(organisationId) && seen.add(organisationId))
    .slice(0, 3)
}
