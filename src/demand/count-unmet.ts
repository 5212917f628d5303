import { localDay } from '../activities/local-day.ts'
import type { Transaction } from '../database/client.ts'
import { Prisma } from '../database/generated/client.ts'
import type { DayRange, Topic } from '../understand/understood.ts'

/** What was asked for and not found. Nothing of who asked. */
export interface Unmet {
  readonly topic: Topic | null
  /** The neighbourhood's slug. */
  readonly neighbourhood: string | null
  readonly days: DayRange | null
}

/** Monday is 1, Sunday 7; 0 when no single day was meant. */
export const weekdayOf = (days: DayRange | null): number =>
  days === null || days.start !== days.end
    ? 0
    : new Date(`${days.start}T00:00:00Z`).getUTCDay() || 7

/** Counts one question that nothing was found for, so that a city learns what to offer. */
export async function countUnmet(
  tx: Transaction,
  city: { readonly id: string; readonly timeZone: string },
  { topic, neighbourhood, days }: Unmet,
  now: Date,
): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO "UnmetDemand" ("cityId", day, topic, "neighbourhoodSlug", weekday, count)
    VALUES (${city.id}::uuid, ${localDay(now, city.timeZone)}::date, ${topic ?? ''},
      ${neighbourhood ?? ''}, ${weekdayOf(days)}, 1)
    ON CONFLICT ("cityId", day, topic, "neighbourhoodSlug", weekday)
    DO UPDATE SET count = "UnmetDemand".count + 1`)
}
