import { z } from 'zod'
import type { DatabaseOrTransaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { publicProofJwk } from '../signing/public-key.ts'
import { type VerificationStep, verifyOwnCredential } from '../signing/verify-credential.ts'
import type { BadgeCredential } from './badge.ts'
import { proofSteps } from './check-signature.ts'
import { checkDates } from './dates.ts'
import { findProof } from './embedded-proof.ts'
import type { Jwt } from './files/jwt.ts'
import type { Step } from './report.ts'

const stepsOfOurs: Readonly<Record<VerificationStep['code'], readonly Step[]>> = {
  'not-as-signed': [{ step: 'signature', outcome: 'fault', code: 'broken' }],
  'other-issuer': [{ step: 'key', outcome: 'fault', code: 'not-of-issuer' }],
  'compromised-key': [{ step: 'key', outcome: 'fault', code: 'compromised' }],
  'not-yet-valid': [{ step: 'dates', outcome: 'fault', code: 'not-yet' }],
  expired: [{ step: 'dates', outcome: 'fault', code: 'expired' }],
  'taken-back': [{ step: 'status', outcome: 'fault', code: 'revoked' }],
  suspended: [{ step: 'status', outcome: 'fault', code: 'suspended' }],
  'not-issued-here': [{ step: 'status', outcome: 'fault', code: 'not-issued-here' }],
}

/**
 * Checks a token that says it was signed with a key of ours, with the key as stored.
 *
 * @returns null when no key of ours has that id.
 */
export async function checkOwnToken(
  db: DatabaseOrTransaction,
  deps: Pick<Deps, 'clock'>,
  jwt: Jwt,
  { validUntil }: BadgeCredential,
): Promise<readonly Step[] | null> {
  const { steps } = await verifyOwnCredential(db, deps, jwt.text)
  const faults = steps.filter(({ ok }) => !ok).map(({ code }) => code)
  if (faults.includes('unknown-key')) return null
  const seen = faults.flatMap((code) => stepsOfOurs[code] ?? [])
  if (faults.includes('not-as-signed')) return [named, keyOfIssuer, ...seen]
  return [
    ...seen,
    named,
    keyOfIssuer,
    { step: 'signature', outcome: 'ok', code: 'holds' },
    { step: 'dates', outcome: 'ok', code: validUntil === null ? 'no-end' : 'until' },
    { step: 'status', outcome: 'ok', code: 'stands' },
  ]
}

const named: Step = { step: 'issuer', outcome: 'ok', code: 'named' }
const keyOfIssuer: Step = { step: 'key', outcome: 'ok', code: 'of-issuer' }

/**
 * Checks a document whose proof says that it was made with a key of ours, with the key as stored: also
 * when the service is at another address now, or the badge was signed anew since.
 *
 * @returns null when no key of ours has that id.
 */
export async function checkOwnDocument(
  db: DatabaseOrTransaction,
  deps: Pick<Deps, 'clock'>,
  credential: BadgeCredential,
): Promise<readonly Step[] | null> {
  const { document, issuerId, validFrom, validUntil } = credential
  const found = findProof(document)
  const key = found.kind === 'found' ? await proofKeyOf(db, found.proof.verificationMethod) : null
  if (found.kind !== 'found' || key === null) return null
  const now = deps.clock()
  const signature = await proofSteps(document, found.proof, [key.jwk], now)
  if (!signature.some(({ step, outcome }) => step === 'signature' && outcome === 'ok')) {
    return signature
  }
  // By its path, as for tokens: a badge stays good when the service moves.
  if (!issuerId.endsWith(`/issuers/${key.organisationId}`)) return [named, notOfIssuer]
  const books = key.status === 'compromised' ? compromised : await statusInBooks(db, credential)
  return [books, ...signature, checkDates([{ from: validFrom, until: validUntil }], now)]
}

const notOfIssuer: Step = { step: 'key', outcome: 'fault', code: 'not-of-issuer' }
const compromised: Step = { step: 'key', outcome: 'fault', code: 'compromised' }

async function proofKeyOf(db: DatabaseOrTransaction, verificationMethod: string) {
  const id = z.uuid().safeParse(verificationMethod.split('/').at(-1))
  if (!id.success) return null
  const key = await db.signingKey.findUnique({
    where: { id: id.data },
    select: { publicJwk: true, status: true, organisationId: true },
  })
  const jwk = publicProofJwk.safeParse(key?.publicJwk)
  return key === null || !jwk.success ? null : { ...key, jwk: jwk.data }
}

/**
 * What our own books say of a token that names no key and whose issuer is one of ours.
 *
 * @returns null for anybody else's.
 */
export async function checkOwnBooks(
  db: DatabaseOrTransaction,
  { siteUrl }: Pick<Deps, 'siteUrl'>,
  credential: BadgeCredential,
): Promise<Step | null> {
  const isOurs = credential.issuerId.startsWith(`${siteUrl}/issuers/`)
  return isOurs ? statusInBooks(db, credential) : null
}

async function statusInBooks(db: DatabaseOrTransaction, { id }: BadgeCredential): Promise<Step> {
  const uuid = z.uuid().safeParse(id?.replace(/^urn:uuid:/, ''))
  const credential = uuid.success
    ? await db.credential.findUnique({
        where: { id: uuid.data },
        select: {
          key: { select: { status: true } },
          proofKey: { select: { status: true } },
          award: { select: { revokedAt: true, suspendedAt: true } },
        },
      })
    : null
  if (credential === null) return { step: 'status', outcome: 'fault', code: 'not-issued-here' }
  const { key, proofKey, award } = credential
  if (key.status === 'compromised' || proofKey?.status === 'compromised') {
    return compromised
  }
  if (award.revokedAt !== null) return { step: 'status', outcome: 'fault', code: 'revoked' }
  return award.suspendedAt === null
    ? { step: 'status', outcome: 'ok', code: 'stands' }
    : { step: 'status', outcome: 'fault', code: 'suspended' }
}
