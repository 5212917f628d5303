import { gzipSync } from 'node:zlib'
import type { Document } from './issuers.ts'

/** A badge of somebody else, Open Badges 3.0, not yet signed. */
export function credentialBy(issuerId: string, changes: Document = {}): Document {
  return {
    '@context': [
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    ],
    id: 'urn:uuid:6f5b7a1e-13a4-4f0b-a3dc-0d3ff1a0a1c1',
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: 'Barista',
    issuer: { id: issuerId, type: ['Profile'], name: 'De Hogeschool' },
    validFrom: '2026-06-01T10:00:00Z',
    credentialSubject: {
      id: 'urn:uuid:3d813cbb-47fb-32ba-91df-831e1593ac29',
      type: ['AchievementSubject'],
      achievement: {
        id: 'https://hogeschool.example/achievements/barista',
        type: ['Achievement'],
        achievementType: 'Competency',
        name: 'Barista',
        description: 'Makes coffee as it should be.',
        criteria: { narrative: 'Made ten cups.' },
      },
    },
    ...changes,
  }
}

/** A list of 131,072 bits, with these set: multibase, gzip. */
export function encodedList(set: readonly number[], bytes = 16_384): string {
  const bits = Buffer.alloc(bytes)
  for (const index of set) bits[index >> 3] = (bits[index >> 3] ?? 0) | (0x80 >> (index & 7))
  return `u${gzipSync(bits).toString('base64url')}`
}

/** A status list, not yet signed. */
export function statusListBy(issuerId: string, id: string, changes: Document = {}): Document {
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: issuerId,
    validFrom: '2026-01-01T00:00:00Z',
    credentialSubject: {
      id: `${id}#list`,
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
      encodedList: encodedList([7]),
    },
    ...changes,
  }
}

export const bitstringEntry = (list: string, index: string, changes: Document = {}): Document => ({
  id: `${list}#${index}`,
  type: 'BitstringStatusListEntry',
  statusPurpose: 'revocation',
  statusListIndex: index,
  statusListCredential: list,
  ...changes,
})
