import type { DatabaseOrTransaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import type { SafeFetch } from '../http/safe-fetch.ts'
import { type BadgeCredential, readCredential } from './badge.ts'
import { type CheckContext, checkSignature, type Secured } from './check-signature.ts'
import { checkDates, dateTimeOfSeconds, type Period } from './dates.ts'
import type { Jwt } from './files/jwt.ts'
import { checkAssertion, isAssertion } from './hosted-assertion.ts'
import { checkOwnBooks, checkOwnDocument, checkOwnToken } from './own-badges.ts'
import { createOwnSite } from './own-site.ts'
import { readBadge, type VerificationInput } from './read-badge.ts'
import { makeReport, type Step, type VerificationReport } from './report.ts'
import { createSources } from './sources.ts'
import { checkStatus } from './status/check-status.ts'

/** What verifying needs from the service. */
export interface VerificationService {
  readonly db: DatabaseOrTransaction
  readonly deps: Pick<Deps, 'clock' | 'seals' | 'siteUrl'>
  /** Fetches what strangers point to. */
  readonly fetch: SafeFetch
}

/** A report, and the badge itself as text (a token, or JSON) when one was found. */
export interface VerifiedBadge {
  readonly report: VerificationReport
  readonly source: string | null
}

/** Verifies a badge. It never writes, and never throws for what a stranger gives. */
export type VerifyBadge = (input: VerificationInput) => Promise<VerifiedBadge>

/**
 * Makes the verifier of Open Badges: ours from our own books, anybody's by what its issuer publishes.
 * Nothing that a badge says of itself is believed before its signature holds, and no key is believed
 * but one that the issuer publishes.
 */
export function createVerifyBadge(service: VerificationService): VerifyBadge {
  const ownSite = createOwnSite(service.db, service.deps)
  return async (input) => {
    const context = {
      fetch: createSources(service.fetch, ownSite),
      now: service.deps.clock(),
    }
    const read = await readBadge(context.fetch, input)
    if (read.kind === 'trouble') {
      const steps = read.step.step === 'readable' ? [read.step] : [readable, read.step]
      return { report: makeReport(steps, null), source: null }
    }
    const { jwt, document } = read.secured
    const report = isAssertion(document)
      ? await verifyAssertion(context, read.secured)
      : await verifyCredential(service, context, read.secured)
    return { report, source: jwt?.text ?? JSON.stringify(document) }
  }
}

const readable: Step = { step: 'readable', outcome: 'ok', code: 'read' }
/** A JWS around an assertion (Open Badges 2.0, section 4.2), which we cannot check. */
const signedOpenBadge2: Step = {
  step: 'format',
  outcome: 'notChecked',
  code: 'open-badge-2-signed',
}
const openBadge3: Step = { step: 'format', outcome: 'ok', code: 'open-badge-3' }

async function verifyAssertion(
  context: CheckContext,
  { jwt, document }: Secured,
): Promise<VerificationReport> {
  if (jwt !== null) return makeReport([readable, signedOpenBadge2], null)
  const { steps, badge } = await checkAssertion(context, document)
  return makeReport([readable, ...steps], badge)
}

async function verifyCredential(
  service: VerificationService,
  context: CheckContext,
  secured: Secured,
): Promise<VerificationReport> {
  const read = readCredential(secured.document)
  if (read.kind === 'fault') {
    return makeReport([readable, { step: 'format', outcome: 'fault', code: read.code }], null)
  }
  const { credential } = read
  const differing = secured.jwt === null ? null : claimsFault(secured.jwt, credential)
  const seen =
    differing === null ? await checkIssued(service, context, secured, credential) : [differing]
  const format = seen.some(({ step }) => step === 'format') ? [] : [openBadge3]
  const isSigned = seen.some(({ step, outcome }) => step === 'signature' && outcome === 'ok')
  const about = isSigned ? aboutSteps(credential) : []
  return makeReport([readable, ...format, ...seen, ...about], credential.seen)
}

/** The token says everything twice (Open Badges 3.0, section 8.2.4.1); both must say the same. */
function claimsFault({ claims }: Jwt, credential: BadgeCredential): Step | null {
  const { iss, jti, sub } = claims
  if (iss !== undefined && iss !== credential.issuerId) {
    return { step: 'issuer', outcome: 'fault', code: 'differs' }
  }
  const differs =
    (jti !== undefined && jti !== credential.id) ||
    (sub !== undefined && sub !== credential.subject.id)
  return differs ? { step: 'format', outcome: 'fault', code: 'claims-differ' } : null
}

/** Whether it was issued by whom it says, and still stands. */
async function checkIssued(
  { db, deps }: VerificationService,
  context: CheckContext,
  secured: Secured,
  credential: BadgeCredential,
): Promise<readonly Step[]> {
  const own =
    secured.jwt === null
      ? await checkOwnDocument(db, deps, credential)
      : await checkOwnToken(db, deps, secured.jwt, credential)
  if (own !== null) return own
  const books = await checkOwnBooks(db, deps, credential)
  if (books?.step === 'key') return [books]
  const signature = await checkSignature(context, secured, credential.issuerId)
  if (!signature.some(({ step, outcome }) => step === 'signature' && outcome === 'ok')) {
    return signature
  }
  const status = books ?? (await checkStatus(context, credential, credential.statusEntries))
  return [...signature, checkDates(periodsOf(secured, credential), context.now), status]
}

function periodsOf({ jwt }: Secured, { validFrom, validUntil }: BadgeCredential): Period[] {
  const written = { from: validFrom, until: validUntil }
  if (jwt === null) return [written]
  const { nbf, exp } = jwt.claims
  return [written, { from: dateTimeOfSeconds(nbf), until: dateTimeOfSeconds(exp) }]
}

function aboutSteps({ subject, seen }: BadgeCredential): readonly Step[] {
  const isCompliment = subject.achievement?.achievementType === 'ext:Encouragement'
  return [
    subject.achievement === undefined || seen.name === ''
      ? { step: 'achievement', outcome: 'fault', code: 'missing' }
      : { step: 'achievement', outcome: 'ok', code: isCompliment ? 'compliment' : 'named' },
    recipientStep(subject),
  ]
}

function recipientStep({ id, identifier = [] }: BadgeCredential['subject']): Step {
  const [first] = identifier
  if (first !== undefined) {
    const isHashed = identifier.every(({ hashed }) => hashed === true)
    return { step: 'recipient', outcome: 'ok', code: isHashed ? 'hashed' : 'clear' }
  }
  return id === undefined
    ? { step: 'recipient', outcome: 'fault', code: 'missing' }
    : { step: 'recipient', outcome: 'ok', code: 'opaque' }
}
