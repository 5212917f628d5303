import { z } from 'zod'
import type { StatusEntry } from '../badge.ts'
import { type CheckContext, checkSignature, type Secured } from '../check-signature.ts'
import { checkDates } from '../dates.ts'
import { readFileInput } from '../files/read-input.ts'
import type { Step } from '../report.ts'
import { mostDocumentBytes } from '../sources.ts'
import { readStatusBit } from './bitstring.ts'

const bitstringEntry = z.looseObject({
  statusPurpose: z.string(),
  statusListIndex: z.string().regex(/^\d{1,9}$/),
  statusListCredential: z.string().max(2000),
})

const purposes = z.union([z.string().transform((one) => [one]), z.array(z.string())])

const statusList = z.looseObject({
  type: z.array(z.string()).refine((types) => types.includes('BitstringStatusListCredential')),
  issuer: z.union([z.string(), z.looseObject({ id: z.string() }).transform(({ id }) => id)]),
  validFrom: z.string().optional(),
  validUntil: z.string().optional(),
  credentialSubject: z.looseObject({
    type: z.literal('BitstringStatusList'),
    statusPurpose: purposes,
    encodedList: z.string(),
  }),
})

const fault = (code: 'revoked' | 'suspended' | 'list-broken' | 'list-other-issuer'): Step => ({
  step: 'status',
  outcome: 'fault',
  code,
})
const unreachable: Step = { step: 'status', outcome: 'notChecked', code: 'unreachable' }

/**
 * Checks an entry of a W3C Bitstring Status List 1.0. The list is a signed credential itself: it must
 * be of the issuer of the badge, and its own signature and dates must hold.
 */
export async function checkBitstring(
  context: CheckContext,
  issuerId: string,
  entry: StatusEntry,
): Promise<Step> {
  const parsed = bitstringEntry.safeParse(entry)
  if (!parsed.success) return fault('list-broken')
  const { statusPurpose, statusListIndex, statusListCredential } = parsed.data
  if (statusPurpose !== 'revocation' && statusPurpose !== 'suspension') {
    // Such as "message": it says something of the badge, and takes nothing back.
    return { step: 'status', outcome: 'notChecked', code: 'type-unknown' }
  }
  const read = await readList(context, statusListCredential)
  if (read.kind !== 'list') return read.step
  const list = statusList.safeParse(read.secured.document)
  if (!list.success) return fault('list-broken')
  const { issuer, validFrom, validUntil, credentialSubject } = list.data
  if (issuer !== issuerId) return fault('list-other-issuer')
  const signature = await checkSignature(context, read.secured, issuer)
  if (signature.some(({ outcome }) => outcome === 'fault')) return fault('list-broken')
  if (signature.some(({ outcome }) => outcome === 'notChecked')) return unreachable
  const dates = checkDates([{ from: validFrom ?? null, until: validUntil ?? null }], context.now)
  const isCurrent = dates.outcome === 'ok' || (validFrom === undefined && validUntil === undefined)
  const bit = readStatusBit(credentialSubject.encodedList, Number(statusListIndex))
  const isOfPurpose = credentialSubject.statusPurpose.includes(statusPurpose)
  if (!isCurrent || !isOfPurpose || bit === null) return fault('list-broken')
  if (bit) return fault(statusPurpose === 'revocation' ? 'revoked' : 'suspended')
  return { step: 'status', outcome: 'ok', code: 'stands' }
}

type ReadList =
  | { readonly kind: 'list'; readonly secured: Secured }
  | { readonly kind: 'trouble'; readonly step: Step }

async function readList({ fetch }: CheckContext, url: string): Promise<ReadList> {
  const trouble = (step: Step): ReadList => ({ kind: 'trouble', step })
  const found = await fetch({
    url,
    accept: 'application/vc+jwt, application/vc, application/ld+json;q=0.9, */*;q=0.1',
    mostBytes: mostDocumentBytes,
  })
  if (found.kind === 'failed') return trouble(unreachable)
  if (found.kind !== 'fetched') return trouble(fault('list-broken'))
  const read = readFileInput(found.bytes)
  if (read.kind === 'jwt') {
    return { kind: 'list', secured: { jwt: read.jwt, document: read.jwt.claims } }
  }
  return read.kind === 'document'
    ? { kind: 'list', secured: { jwt: null, document: read.document } }
    : trouble(fault('list-broken'))
}
