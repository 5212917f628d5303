import { compactVerify, decodeProtectedHeader, errors, importJWK } from 'jose'
import { z } from 'zod'
import type { DatabaseOrTransaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { publicJwk, signingAlgorithm } from './public-key.ts'

/** One thing that was looked at, and a stable code for what was seen. */
export interface VerificationStep {
  readonly step: 'signature' | 'issuer' | 'dates' | 'status'
  readonly ok: boolean
  readonly code: string
}

/** What was seen at each step; the verdict is whether all of them hold. */
export interface Verification {
  readonly steps: readonly VerificationStep[]
  readonly ok: boolean
}

const payload = z.looseObject({
  iss: z.string(),
  jti: z.string(),
  issuer: z.looseObject({ id: z.string() }),
  validFrom: z.iso.datetime(),
  validUntil: z.iso.datetime().optional(),
})
type Payload = z.infer<typeof payload>

/**
 * Verifies a credential that we issued: the signature with the key as stored, that the key is its
 * issuer's own, its dates, and that it was not taken back. Nothing in the credential is believed
 * before its signature holds; the key is looked up by its `kid` and bound to the issuer.
 */
export async function verifyOwnCredential(
  db: DatabaseOrTransaction,
  deps: Pick<Deps, 'clock'>,
  jwt: string,
): Promise<Verification> {
  const key = await keyOf(db, jwt)
  const signed = key === null ? null : await checkSignature(jwt, key.publicJwk)
  const steps: VerificationStep[] = [
    step('signature', signed !== null, key === null ? 'unknown-key' : 'not-as-signed'),
  ]
  if (key !== null && signed !== null) {
    // By its path: a badge stays good when the service moves to another address.
    const bound =
      signed.iss === signed.issuer.id && signed.iss.endsWith(`/issuers/${key.organisationId}`)
    const compromised = key.status === 'compromised' || (await hasCompromisedProof(db, signed.jti))
    steps.push(
      compromised
        ? step('issuer', false, 'compromised-key')
        : step('issuer', bound, 'other-issuer'),
      checkDates(signed, deps.clock()),
      await checkStatus(db, signed.jti),
    )
  }
  return { steps, ok: steps.every(({ ok }) => ok) }
}

const step = (name: VerificationStep['step'], ok: boolean, fault: string): VerificationStep => ({
  step: name,
  ok,
  code: ok ? 'ok' : fault,
})

async function keyOf(db: DatabaseOrTransaction, jwt: string) {
  const id = keyIdOf(jwt)
  if (id === null) return null
  const key = await db.signingKey.findUnique({
    where: { id },
    select: { publicJwk: true, organisationId: true, status: true },
  })
  return key === null ? null : { ...key, publicJwk: publicJwk.parse(key.publicJwk) }
}

function keyIdOf(jwt: string): string | null {
  try {
    const id = z.uuid().safeParse(decodeProtectedHeader(jwt).kid?.split('/').at(-1))
    return id.success ? id.data : null
  } catch {
    return null
  }
}

async function checkSignature(
  jwt: string,
  jwk: z.infer<typeof publicJwk>,
): Promise<Payload | null> {
  try {
    const key = await importJWK(jwk, signingAlgorithm)
    // Only the signature: the dates are a step of their own.
    const signed = await compactVerify(jwt, key, { algorithms: [signingAlgorithm] })
    const claims: unknown = JSON.parse(new TextDecoder().decode(signed.payload))
    return payload.safeParse(claims).data ?? null
  } catch (error) {
    if (error instanceof errors.JOSEError) return null
    throw error
  }
}

function checkDates({ validFrom, validUntil }: Payload, now: Date): VerificationStep {
  if (Date.parse(validFrom) > now.getTime()) return step('dates', false, 'not-yet-valid')
  const expired = validUntil !== undefined && Date.parse(validUntil) <= now.getTime()
  return step('dates', !expired, 'expired')
}

/** The other form of a badge is as much the badge: one key in the wrong hands is enough. */
async function hasCompromisedProof(db: DatabaseOrTransaction, jti: string): Promise<boolean> {
  const id = idOf(jti)
  if (id === null) return false
  const found = await db.credential.count({ where: { id, proofKey: { status: 'compromised' } } })
  return found > 0
}

const idOf = (jti: string): string | null =>
  z.uuid().safeParse(jti.replace(/^urn:uuid:/, '')).data ?? null

async function checkStatus(db: DatabaseOrTransaction, jti: string): Promise<VerificationStep> {
  const id = idOf(jti)
  const credential =
    id === null
      ? null
      : await db.credential.findUnique({
          where: { id },
          select: { award: { select: { revokedAt: true, suspendedAt: true } } },
        })
  if (credential === null) return step('status', false, 'not-issued-here')
  const { revokedAt, suspendedAt } = credential.award
  if (revokedAt !== null) return step('status', false, 'taken-back')
  return step('status', suspendedAt === null, 'suspended')
}
