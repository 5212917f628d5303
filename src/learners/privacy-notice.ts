import type { Transaction } from '../database/client.ts'

/** The version of the privacy page. A new one is told once, with the next answer. */
export const privacyVersion = '2026-12'

/** `Consent.purpose` of having been told of the privacy page. */
export const privacyPurpose = 'privacy-notice'

/** What a person must be told now of the privacy page: nothing, that it is there, or that it changed. */
export type PrivacyNews = 'none' | 'first' | 'changed'

/** @param toldVersion the version that this person was last told of; null for none. */
export function privacyNews(toldVersion: string | null): PrivacyNews {
  if (toldVersion === null) return 'first'
  return toldVersion === privacyVersion ? 'none' : 'changed'
}

/** Notes that a person was told of the privacy page as it is now: when, which version, on which app. */
export async function notePrivacyTold(
  tx: Transaction,
  told: { readonly personId: string; readonly channel: string; readonly now: Date },
): Promise<void> {
  await tx.consent.create({
    data: {
      personId: told.personId,
      purpose: privacyPurpose,
      version: privacyVersion,
      channel: told.channel,
      givenAt: told.now,
    },
    select: { id: true },
  })
}
