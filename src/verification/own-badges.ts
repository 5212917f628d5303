import { z } from 'zod'
import { findBadge } from '../badges/find-badge.ts'
import { findShare } from '../badges/find-share.ts'
import { issuerProfile } from '../badges/issuer.ts'
import type { DatabaseOrTransaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import type { FetchOutcome } from '../http/safe-fetch.ts'
import { publishedKey } from '../signing/published-keys.ts'
import { type VerificationStep, verifyOwnCredential } from '../signing/verify-credential.ts'
import type { BadgeCredential } from './badge.ts'
import type { Jwt } from './files/jwt.ts'
import type { Step } from './report.ts'
import type { OwnSite } from './sources.ts'

type SiteDeps = Pick<Deps, 'clock' | 'seals' | 'siteUrl'>

const answer = (url: string, contentType: string, body: string): FetchOutcome => ({
  kind: 'fetched',
  url,
  contentType,
  bytes: new TextEncoder().encode(body),
})
const missing: FetchOutcome = { kind: 'missing', status: 404 }

const ourPath =
  /^\/(?:(keys|issuers|api\/badges)\/([\da-f-]{36})|b\/([\w-]{1,64})(?:(?:\/(\d{1,2}))?\.(?:json|jwt|png|svg))?)$/

/**
 * Answers for our own site from the database: a service that asks itself over the network waits for
 * itself, and would have to be let past the rule on private addresses.
 */
export function createOwnSite(db: DatabaseOrTransaction, deps: SiteDeps): OwnSite {
  return async (url) => {
    if (!url.startsWith(`${deps.siteUrl}/`) || !URL.canParse(url)) return null
    const [, kind, id = '', token, number] = ourPath.exec(new URL(url).pathname) ?? []
    if (kind !== undefined) {
      const document = z.uuid().safeParse(id).success ? await documentOf(db, deps, kind, id) : null
      return document === null ? missing : answer(url, 'application/json', JSON.stringify(document))
    }
    return token === undefined ? missing : sharedBadge(db, deps, url, token, number)
  }
}

/** A key of ours, the profile of an issuer, or a badge that its learner shares. */
async function documentOf(
  db: DatabaseOrTransaction,
  deps: SiteDeps,
  kind: string,
  id: string,
): Promise<unknown> {
  if (kind === 'issuers') return issuerProfile(db, deps, id)
  if (kind === 'keys') {
    const key = await publishedKey(db, deps, id)
    return 'document' in key ? key.document : null
  }
  const found = await findBadge(db, deps, id)
  return found.kind === 'found' ? found.badge.credential.document : null
}

async function sharedBadge(
  db: DatabaseOrTransaction,
  deps: SiteDeps,
  url: string,
  token: string,
  number: string | undefined,
): Promise<FetchOutcome> {
  const found = await findShare(db, deps, token)
  if (found.kind !== 'found') return missing
  const { badges } = found.share
  if (number === undefined && badges.length > 1) return { kind: 'missing', status: 300 }
  const badge = badges[number === undefined ? 0 : Number(number) - 1]
  return badge === undefined ? missing : answer(url, 'text/plain', badge.credential.jwt)
}

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
 * What our own books say of a badge whose issuer is one of ours, whichever form it comes in.
 *
 * @returns null for anybody else's.
 */
export async function checkOwnBooks(
  db: DatabaseOrTransaction,
  { siteUrl }: Pick<Deps, 'siteUrl'>,
  { issuerId, id }: BadgeCredential,
): Promise<Step | null> {
  if (!issuerId.startsWith(`${siteUrl}/issuers/`)) return null
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
    return { step: 'key', outcome: 'fault', code: 'compromised' }
  }
  if (award.revokedAt !== null) return { step: 'status', outcome: 'fault', code: 'revoked' }
  return award.suspendedAt === null
    ? { step: 'status', outcome: 'ok', code: 'stands' }
    : { step: 'status', outcome: 'fault', code: 'suspended' }
}
