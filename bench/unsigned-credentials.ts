import { openBadgeCredential } from '../src/badges/credential.ts'
import type { Deps } from '../src/deps.ts'
import { statusListEntry } from '../src/signing/status-list.ts'

const words = (name: string) => ({
  name,
  description: `${name}, at the counter and in the kitchen, on a busy morning.`,
  criteria: `You did it three times while somebody watched. ${name} went well each time.`,
  kindStatement: 'This is a badge for a skill. The organisation saw that this person can do it.',
})

/** Makes credentials of ten achievements, each for another person, as awards make them. */
export function unsignedCredentials(
  count: number,
  deps: Pick<Deps, 'newId' | 'clock' | 'siteUrl'>,
) {
  const { newId, clock, siteUrl } = deps
  const achievements = Array.from({ length: 10 }, () => newId())
  const [issuerId, listId] = [newId(), newId()]
  return Array.from({ length: count }, (_, index) =>
    openBadgeCredential({
      siteUrl,
      credentialId: newId(),
      subjectId: newId(),
      awardedAt: clock(),
      issuedAt: clock(),
      issuer: {
        id: issuerId,
        name: 'Leercafé',
        website: 'https://cafe.example',
        about: 'A café where people learn.',
      },
      achievement: {
        id: achievements[index % achievements.length] ?? newId(),
        kind: 'skill',
        locale: 'nl',
        words: { nl: words('Koffie zetten'), en: words('Making coffee') },
        alignments: [
          {
            targetName: 'serve beverages',
            targetUrl: 'http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000000',
            targetFramework: 'ESCO',
          },
        ],
      },
      status: statusListEntry(siteUrl, { listId, index }),
      evidence: null,
      endorsements: [],
    }),
  )
}
