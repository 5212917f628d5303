import type { Transaction } from '../../database/client.ts'
import { weeklyTipPurpose } from '../../reminders/weekly-tip.ts'

/**
 * Lets what one person was told, and asked to be told every week, count for another one as well: so
 * that nothing is told twice after two are made one, or after that is undone.
 */
export async function copyReminders(tx: Transaction, from: string, to: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Notice" ("personId", key, "toldAt")
    SELECT ${to}::uuid, key, "toldAt" FROM "Notice" WHERE "personId" = ${from}::uuid
    ON CONFLICT DO NOTHING`
  await tx.$executeRaw`
    INSERT INTO "WeeklyTip" ("personId", "neighbourhoodSlug", "askedAt")
    SELECT ${to}::uuid, "neighbourhoodSlug", "askedAt" FROM "WeeklyTip"
    WHERE "personId" = ${from}::uuid
    ON CONFLICT DO NOTHING`
}

/** Ends the weekly tip of those who did not ask for it themselves: their consent went to another. */
export async function keepAskedTips(tx: Transaction, personIds: readonly string[]): Promise<void> {
  await tx.weeklyTip.deleteMany({
    where: {
      personId: { in: [...personIds] },
      person: { consents: { none: { purpose: weeklyTipPurpose, withdrawnAt: null } } },
    },
  })
}
