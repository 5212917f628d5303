import { z } from 'zod'
import { cleanText } from './clean-text.ts'
import { shownDate } from './dates.ts'
import type { SeenBadge } from './report.ts'

const oneOrMore = z
  .union([z.string(), z.array(z.unknown())])
  .transform((value) => (typeof value === 'string' ? [value] : value))

const bounded = z.string().min(1).max(2000)

const statusEntry = z.looseObject({ type: z.string(), id: z.string().optional() })
export type StatusEntry = z.infer<typeof statusEntry>

const identifier = z.looseObject({ hashed: z.boolean().optional() })

const subject = z.looseObject({
  id: bounded.optional(),
  identifier: z
    .union([identifier.transform((one) => [one]), z.array(identifier)])
    .optional()
    .catch(undefined),
  achievement: z
    .looseObject({
      id: z.string().optional(),
      name: z.unknown().optional(),
      description: z.unknown().optional(),
      achievementType: z.string().optional().catch(undefined),
    })
    .optional(),
})

const credential = z.looseObject({
  '@context': oneOrMore,
  id: bounded.optional(),
  type: oneOrMore,
  name: z.unknown().optional(),
  issuer: z.union([
    bounded.transform((id) => ({ id, name: undefined as unknown })),
    z.looseObject({ id: bounded, name: z.unknown().optional() }),
  ]),
  validFrom: z.string().optional(),
  validUntil: z.string().optional(),
  // The names of the earlier data model, which badges of before 2024 have.
  issuanceDate: z.string().optional(),
  expirationDate: z.string().optional(),
  credentialSubject: z.union([subject, z.tuple([subject]).transform(([only]) => only)]),
  credentialStatus: z
    .union([statusEntry.transform((one) => [one]), z.array(statusEntry).max(10)])
    .optional(),
})

/** An Open Badges 3.0 credential as far as it is looked at. */
export interface BadgeCredential {
  readonly document: Readonly<Record<string, unknown>>
  readonly id: string | null
  readonly issuerId: string
  readonly validFrom: string | null
  readonly validUntil: string | null
  readonly statusEntries: readonly StatusEntry[]
  readonly subject: z.infer<typeof subject>
  readonly seen: SeenBadge
}

export type CredentialOutcome =
  | { readonly kind: 'read'; readonly credential: BadgeCredential }
  | { readonly kind: 'fault'; readonly code: 'not-a-badge' | 'fields-missing' }

const badgeTypes = ['OpenBadgeCredential', 'AchievementCredential']

/** Reads a document as an Open Badges 3.0 credential; nothing in it is verified. */
export function readCredential(document: Readonly<Record<string, unknown>>): CredentialOutcome {
  const types = oneOrMore.safeParse(document.type)
  const isBadge = types.success && types.data.some((type) => badgeTypes.includes(String(type)))
  if (!isBadge) return { kind: 'fault', code: 'not-a-badge' }
  const parsed = credential.safeParse(document)
  if (!parsed.success) return { kind: 'fault', code: 'fields-missing' }
  const found = parsed.data
  const { achievement } = found.credentialSubject
  const validFrom = found.validFrom ?? found.issuanceDate ?? null
  const validUntil = found.validUntil ?? found.expirationDate ?? null
  return {
    kind: 'read',
    credential: {
      document,
      id: found.id ?? null,
      issuerId: found.issuer.id,
      validFrom,
      validUntil,
      statusEntries: found.credentialStatus ?? [],
      subject: found.credentialSubject,
      seen: {
        standard: 'open-badge-3',
        id: cleanText(found.id ?? '', 300),
        name: wordsOf(achievement?.name ?? found.name, 160),
        description: wordsOf(achievement?.description, 600),
        issuer: seenIssuer(found.issuer.id, wordsOf(found.issuer.name, 160)),
        validFrom: shownDate(validFrom),
        validUntil: shownDate(validUntil),
      },
    },
  }
}

/** How an issuer is shown: by the name it gives itself and by its host, which it cannot make up. */
export function seenIssuer(id: string, name: string): SeenBadge['issuer'] {
  return { id: cleanText(id, 300), name, host: hostOf(id) }
}

function hostOf(id: string): string | null {
  const didWebHost = /^did:web:([^:#/?]+)/.exec(id)?.[1]
  if (didWebHost !== undefined) return cleanText(didWebHost.replace(/%3A/i, ':'), 160)
  return /^https:/i.test(id) && URL.canParse(id) ? new URL(id).host : null
}

const languageValue = z.looseObject({ '@value': z.string() })

/** A text of JSON-LD: plain, with a language, or in several languages, of which the first is taken. */
export function wordsOf(value: unknown, longest: number): string {
  if (typeof value === 'string') return cleanText(value, longest)
  if (Array.isArray(value)) return wordsOf(value[0], longest)
  const tagged = languageValue.safeParse(value)
  if (tagged.success) return cleanText(tagged.data['@value'], longest)
  const inLanguages = z.record(z.string(), z.string()).safeParse(value)
  return cleanText(Object.values(inLanguages.data ?? {})[0] ?? '', longest)
}
