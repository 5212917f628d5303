import type { Transaction } from '../database/client.ts'

/** What a person agrees to when they ask for the weekly tip. */
export const weeklyTipPurpose = 'weekly-tip'

/** The version of the words by which it is asked for. */
const weeklyTipVersion = '2026-11'

/** Who asks for the weekly tip, where, and on which channel. */
export interface WeeklyTipRequest {
  readonly personId: string
  /** Null is anywhere in the city. */
  readonly neighbourhoodSlug: string | null
  readonly channel: string
  readonly now: Date
}

/** Notes that a person wants the weekly tip, with the consent for it. */
export async function startWeeklyTip(tx: Transaction, request: WeeklyTipRequest): Promise<void> {
  const { personId, neighbourhoodSlug, channel, now } = request
  await tx.weeklyTip.upsert({
    where: { personId },
    create: { personId, neighbourhoodSlug, askedAt: now },
    update: { neighbourhoodSlug },
    select: { personId: true },
  })
  const consented = await tx.consent.count({
    where: { personId, purpose: weeklyTipPurpose, withdrawnAt: null },
  })
  if (consented > 0) return
  await tx.consent.create({
    data: {
      personId,
      purpose: weeklyTipPurpose,
      version: weeklyTipVersion,
      channel,
      givenAt: now,
    },
    select: { id: true },
  })
}

/** Ends the weekly tip; false when there was none. */
export async function endWeeklyTip(tx: Transaction, personId: string, now: Date): Promise<boolean> {
  const ended = await tx.weeklyTip.deleteMany({ where: { personId } })
  await tx.consent.updateMany({
    where: { personId, purpose: weeklyTipPurpose, withdrawnAt: null },
    data: { withdrawnAt: now },
  })
  return ended.count > 0
}
