import type { Database } from '../database/client.ts'
import { Prisma } from '../database/generated/client.ts'
import type { OpenWindow } from './windows.ts'

/** A sign-up that its person is to be told of now. */
export interface DueSignup {
  readonly signupId: string
  readonly personId: string
  readonly sessionId: string
  readonly startsAt: Date
}

/** Whose sign-ups, and how many at once at the most. */
interface DueQuestion {
  readonly cityId: string
  readonly limit: number
}

/** Names what was told, so that it is told once: unique for each person. */
export const noticeKey = (kind: OpenWindow['kind'], about: string): string => `${kind}:${about}`

/**
 * The sign-ups that are due in a window and were not told of yet. What is cancelled, and who said
 * *stop*, is not among them.
 */
export async function findDueSignups(
  db: Database,
  window: Exclude<OpenWindow, { readonly kind: 'weekly' }>,
  { cityId, limit }: DueQuestion,
): Promise<readonly DueSignup[]> {
  const which =
    window.kind === 'afterwards'
      ? Prisma.sql`s.status IN ('going', 'attended')
          AND e."endsAt" >= ${window.endedFrom} AND e."endsAt" <= ${window.endedUntil}`
      : Prisma.sql`s.status = 'going' AND s."changedAt" < ${window.signedUpBefore}
          AND e."startsAt" >= ${window.startsFrom} AND e."startsAt" < ${window.startsUntil}`
  return db.$queryRaw<DueSignup[]>`
    SELECT s.id AS "signupId", s."personId", s."sessionId", e."startsAt"
    FROM "Session" e
    JOIN "Signup" s ON s."sessionId" = e.id
    JOIN "Person" p ON p.id = s."personId"
    WHERE ${which} AND e."cancelledAt" IS NULL
      AND p."cityId" = ${cityId}::uuid AND p."stoppedAt" IS NULL
      AND NOT EXISTS (
        SELECT 1 FROM "Notice" n
        WHERE n."personId" = s."personId" AND n.key = ${noticeKey(window.kind, '')} || s.id)
    ORDER BY e."startsAt", s.id
    LIMIT ${limit}`
}

/** A person who asked for the weekly tip and did not get that of this week yet. */
export interface DueTip {
  readonly personId: string
  readonly neighbourhoodSlug: string | null
}

/** Who is to get the tip for a Saturday. */
export async function findDueTips(
  db: Database,
  { saturday }: Extract<OpenWindow, { readonly kind: 'weekly' }>,
  { cityId, limit }: DueQuestion,
): Promise<readonly DueTip[]> {
  return db.weeklyTip.findMany({
    where: {
      person: {
        cityId,
        stoppedAt: null,
        notices: { none: { key: noticeKey('weekly', saturday) } },
      },
    },
    orderBy: { personId: 'asc' },
    take: limit,
    select: { personId: true, neighbourhoodSlug: true },
  })
}
