import { localDay } from '../activities/local-day.ts'
import type { SharedBadge } from '../badges/find-share.ts'
import type { Locale } from '../language/locale.ts'

interface LinkedInCertificate {
  readonly badge: SharedBadge
  readonly locale: Locale
  /** The address of the learner's share page. */
  readonly shareUrl: string
  readonly timeZone: string
}

/** The address that fills in LinkedIn's own form for a certificate; nothing is sent before that is pressed. */
export function linkedInAddress(certificate: LinkedInCertificate): string {
  const { badge, locale, shareUrl, timeZone } = certificate
  // The same day as the page says, also for a badge of just after midnight.
  const [year = '', month = ''] = localDay(badge.awardedAt, timeZone).split('-')
  const address = new URL('https://www.linkedin.com/profile/add')
  const fields = {
    startTask: 'CERTIFICATION_NAME',
    name: badge.name[locale],
    organizationName: badge.organisation.name,
    issueYear: year,
    issueMonth: String(Number(month)),
    certUrl: shareUrl,
    certId: badge.credential.id,
  }
  for (const [name, value] of Object.entries(fields)) address.searchParams.set(name, value)
  return address.href
}
