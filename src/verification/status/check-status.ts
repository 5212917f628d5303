import { z } from 'zod'
import type { StatusEntry } from '../badge.ts'
import type { CheckContext } from '../check-signature.ts'
import type { Step } from '../report.ts'
import { readDocument } from '../sources.ts'
import { checkBitstring } from './check-bitstring.ts'

const revocationList = z.looseObject({
  issuer: z.union([z.string(), z.looseObject({ id: z.string() }).transform(({ id }) => id)]),
  revokedCredential: z
    .union([
      z.looseObject({ id: z.string() }).transform((one) => [one]),
      z.array(z.looseObject({ id: z.string(), revoked: z.boolean().optional() })),
    ])
    .default([]),
})

/** What is asked about: whose credential it is, and under which id it would be taken back. */
export interface Issued {
  readonly issuerId: string
  readonly id: string | null
}

/** Looks in every list that a credential names; the first that says no is what is reported. */
export async function checkStatus(
  context: CheckContext,
  issued: Issued,
  entries: readonly StatusEntry[],
): Promise<Step> {
  if (entries.length === 0) return { step: 'status', outcome: 'ok', code: 'no-list' }
  const steps = await Promise.all(entries.map((entry) => checkEntry(context, issued, entry)))
  return (
    steps.find(({ outcome }) => outcome === 'fault') ??
    steps.find(({ outcome }) => outcome === 'notChecked') ?? {
      step: 'status',
      outcome: 'ok',
      code: 'stands',
    }
  )
}

function checkEntry(
  context: CheckContext,
  issued: Issued,
  entry: StatusEntry,
): Promise<Step> | Step {
  switch (entry.type) {
    case 'BitstringStatusListEntry':
      return checkBitstring(context, issued.issuerId, entry)
    case '1EdTechRevocationList':
      return checkRevocationList(context, issued, entry)
    default:
      return { step: 'status', outcome: 'notChecked', code: 'type-unknown' }
  }
}

/**
 * 1EdTech Revocation List Status Method 1.0: a plain document, named in the signed credential, with
 * the ids of what was taken back.
 */
async function checkRevocationList(
  context: CheckContext,
  { issuerId, id }: Issued,
  entry: StatusEntry,
): Promise<Step> {
  const broken: Step = { step: 'status', outcome: 'fault', code: 'list-broken' }
  if (entry.id === undefined) return broken
  const found = await readDocument(context.fetch, entry.id)
  if (found.kind === 'unreachable') {
    return { step: 'status', outcome: 'notChecked', code: 'unreachable' }
  }
  const list = revocationList.safeParse(found.kind === 'document' ? found.value : null)
  if (!list.success) return broken
  if (list.data.issuer !== issuerId) {
    return { step: 'status', outcome: 'fault', code: 'list-other-issuer' }
  }
  const isRevoked = list.data.revokedCredential.some(
    (each) => each.id === id && each.revoked !== false,
  )
  return isRevoked
    ? { step: 'status', outcome: 'fault', code: 'revoked' }
    : { step: 'status', outcome: 'ok', code: 'stands' }
}
