import type { SharedBadge } from '../badges/find-share.ts'
import type { Locale } from '../language/locale.ts'

/** The address that fills in LinkedIn's own form for a certificate; nothing is sent before that is pressed. */
export function linkedInAddress(
  badge: SharedBadge,
  locale: Locale,
  siteUrl: string,
  token: string,
): string {
  const address = new URL('https://www.linkedin.com/profile/add')
  const fields = {
    startTask: 'CERTIFICATION_NAME',
    name: badge.name[locale],
    organizationName: badge.organisation.name,
    issueYear: String(badge.awardedAt.getUTCFullYear()),
    issueMonth: String(badge.awardedAt.getUTCMonth() + 1),
    certUrl: `${siteUrl}/b/${token}`,
    certId: badge.credential.id,
  }
  for (const [name, value] of Object.entries(fields)) address.searchParams.set(name, value)
  return address.href
}
