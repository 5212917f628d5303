import { startOfDayAfter } from '../activities/local-day.ts'
import type { Transaction } from '../database/client.ts'

/**
 * Lets no compliment or badge come by itself for the rest of the day in the city. Why is not kept: a day
 * with a compliment leaves the same trace.
 */
export async function spareComplimentsToday(
  tx: Transaction,
  spared: { readonly personId: string; readonly now: Date; readonly timeZone: string },
): Promise<void> {
  await tx.person.updateMany({
    where: { id: spared.personId },
    data: { complimentsFrom: startOfDayAfter(spared.now, spared.timeZone) },
  })
}
