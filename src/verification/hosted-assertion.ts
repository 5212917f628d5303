import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { seenIssuer, wordsOf } from './badge.ts'
import type { CheckContext } from './check-signature.ts'
import { checkDates, shownDate } from './dates.ts'
import type { SeenBadge, Step } from './report.ts'
import { readDocument } from './sources.ts'

type Document = Readonly<Record<string, unknown>>

const typesOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value])

/** Tells whether a document is an Open Badges 2.0 assertion. */
export function isAssertion(document: Document): boolean {
  const isOfThat = [document['@context']]
    .flat()
    .some((context) => /^https:\/\/w3id\.org\/openbadges\/v2$/.test(String(context)))
  return isOfThat && typesOf(document.type).includes('Assertion')
}

const text = z.string().max(2000)
const reference = z.union([text.transform((id) => ({ id })), z.looseObject({ id: text })])

const assertion = z.looseObject({
  id: text,
  recipient: z.looseObject({
    type: z.string(),
    identity: z.string(),
    hashed: z.boolean().default(false),
  }),
  badge: reference,
  verification: z.looseObject({ type: z.union([z.string(), z.array(z.string())]) }),
  issuedOn: z.string(),
  expires: z.string().optional(),
  revoked: z.boolean().optional(),
})

const badgeClass = z.looseObject({ id: text, name: z.string(), issuer: reference })
const profile = z.looseObject({ id: text, name: z.string() })

/** What is seen of an assertion: the steps as far as they are come to, and the badge. */
export interface SeenAssertion {
  readonly steps: readonly Step[]
  readonly badge: SeenBadge | null
}

const format: Step = { step: 'format', outcome: 'ok', code: 'open-badge-2' }

/**
 * Verifies a hosted assertion (Open Badges 2.0, section 4): nothing in it counts but what stands at its
 * own address now, on the same host as its badge class and its issuer.
 */
export async function checkAssertion(
  context: CheckContext,
  given: Document,
): Promise<SeenAssertion> {
  const parsed = assertion.safeParse(given)
  if (!parsed.success) return stop({ step: 'format', outcome: 'fault', code: 'fields-missing' })
  if (!typesOf(parsed.data.verification.type).some((type) => /^hosted/i.test(String(type)))) {
    return stop({ step: 'format', outcome: 'notChecked', code: 'open-badge-2-signed' })
  }
  const { id } = parsed.data
  const host = originOf(id)
  if (host === null) return stop(format, otherHost)
  const hosted = await readDocument(context.fetch, id)
  if (hosted.kind === 'unreachable') return stop(format, signatureUnreachable)
  if (hosted.kind === 'none') {
    return stop(format, { step: 'signature', outcome: 'fault', code: 'hosted-gone' })
  }
  if (isTakenBack(hosted.value, id)) {
    return stop(format, { step: 'status', outcome: 'fault', code: 'revoked' })
  }
  const found = assertion.safeParse(hosted.value)
  const isSame =
    found.success && found.data.id === id && isDeepStrictEqual(core(found.data), core(parsed.data))
  if (!isSame || originOf(hosted.url) !== host) {
    return stop(format, { step: 'signature', outcome: 'fault', code: 'hosted-differs' })
  }
  return checkHosted(context, found.data, host)
}

/** Of what is taken back, only this is left (Open Badges 2.0, section 4.1.2). */
const isTakenBack = (hosted: unknown, id: string): boolean => {
  const left = z.looseObject({ id: text, revoked: z.literal(true) }).safeParse(hosted)
  return left.success && left.data.id === id
}

/** What must stand there as it does here; a site may add other things later. */
const core = ({ recipient, badge, issuedOn }: z.infer<typeof assertion>) => ({
  recipient: { identity: recipient.identity, hashed: recipient.hashed },
  badge: badge.id,
  issuedOn,
})

async function checkHosted(
  context: CheckContext,
  found: z.infer<typeof assertion>,
  host: string,
): Promise<SeenAssertion> {
  const badge = await readDocument(context.fetch, found.badge.id)
  const described = badgeClass.safeParse(badge.kind === 'document' ? badge.value : null)
  if (badge.kind === 'unreachable') return stop(format, issuerUnreachable)
  if (!described.success || described.data.id !== found.badge.id)
    return stop(format, profileDiffers)
  const issuerId = described.data.issuer.id
  if (originOf(found.badge.id) !== host || originOf(issuerId) !== host) {
    return stop(format, otherHost)
  }
  const issuer = await readDocument(context.fetch, issuerId)
  const named = profile.safeParse(issuer.kind === 'document' ? issuer.value : null)
  if (issuer.kind === 'unreachable') return stop(format, issuerUnreachable)
  if (!named.success || named.data.id !== issuerId) return stop(format, profileDiffers)
  const { recipient, issuedOn, expires = null } = found
  return {
    steps: [
      format,
      { step: 'issuer', outcome: 'ok', code: 'named' },
      { step: 'key', outcome: 'ok', code: 'hosted' },
      { step: 'signature', outcome: 'ok', code: 'hosted' },
      checkDates([{ from: issuedOn, until: expires }], context.now),
      found.revoked === true
        ? { step: 'status', outcome: 'fault', code: 'revoked' }
        : { step: 'status', outcome: 'ok', code: 'stands' },
      { step: 'achievement', outcome: 'ok', code: 'named' },
      { step: 'recipient', outcome: 'ok', code: recipient.hashed ? 'hashed' : 'clear' },
    ],
    badge: {
      standard: 'open-badge-2',
      id: found.id,
      name: wordsOf(described.data.name, 160),
      description: wordsOf(described.data.description, 600),
      issuer: seenIssuer(issuerId, wordsOf(named.data.name, 160)),
      validFrom: shownDate(issuedOn),
      validUntil: shownDate(expires),
    },
  }
}

const stop = (...steps: readonly Step[]): SeenAssertion => ({ steps, badge: null })

const otherHost: Step = { step: 'issuer', outcome: 'fault', code: 'other-host' }
const profileDiffers: Step = { step: 'issuer', outcome: 'fault', code: 'profile-differs' }
const issuerUnreachable: Step = { step: 'issuer', outcome: 'notChecked', code: 'unreachable' }
const signatureUnreachable: Step = {
  step: 'signature',
  outcome: 'notChecked',
  code: 'unreachable',
}

/** Null for what has no host of its own, such as an id in the form of a UUID. */
function originOf(id: string): string | null {
  if (!URL.canParse(id)) return null
  const { protocol, origin } = new URL(id)
  return protocol === 'https:' ? origin : null
}
