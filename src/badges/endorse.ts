import { timingSafeEqual } from 'node:crypto'
import type { Transaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { inEveryLocale } from '../language/in-every-locale.ts'
import type { InEveryLocale } from '../language/locale.ts'
import type { EndorsementWords } from './endorsement-credential.ts'
import { openWords } from './endorsement-words.ts'
import { reissueCredential } from './issue-credential.ts'
import { issueEndorsement } from './issue-endorsement.ts'

/** How long the link stays good by which an employer confirms. */
const confirmDays = 14
const dayMilliseconds = 86_400_000

/** Somebody wants to say something about a badge; the learner is asked first, whoever it is. */
export interface EndorsementRequest {
  readonly awardId: string
  readonly words: EndorsementWords
  /** The organisation that says it; null for an employer, who confirms it by a link. */
  readonly organisationId: string | null
}

/** Whether an organisation has had its say on a badge: a learner is asked once, whatever they answered. */
export async function hasEndorsed(
  tx: Transaction,
  said: { readonly awardId: string; readonly organisationId: string },
): Promise<boolean> {
  await tx.$executeRaw`SELECT 1 FROM "Award" WHERE id = ${said.awardId}::uuid FOR UPDATE`
  return (await tx.endorsement.count({ where: { ...said, revokedAt: null } })) > 0
}

/** Keeps what somebody says of a badge until its learner answers. */
export async function askEndorsement(
  tx: Transaction,
  { newId, clock, seals }: Deps,
  { awardId, words, organisationId }: EndorsementRequest,
): Promise<{ readonly endorsementId: string; readonly personId: string }> {
  const wordsSealed = await seals.seal('note', JSON.stringify(words))
  const { id, award } = await tx.endorsement.create({
    data: { id: newId(), awardId, organisationId, wordsSealed, askedAt: clock() },
    select: { id: true, award: { select: { personId: true } } },
  })
  if (award.personId === null) throw new TypeError('An endorsement is of somebody’s badge')
  return { endorsementId: id, personId: award.personId }
}

/** What employers may ask of one learner about one badge in a day: each is a message in a chat. */
const mostAskedInADay = 3

/**
 * Tells whether an employer may ask now: not while the learner still has to answer another one, nor after
 * several in a day. Holds the badge, so that of two at once the second waits.
 */
export async function mayEmployerAsk(
  tx: Transaction,
  { clock }: Pick<Deps, 'clock'>,
  awardId: string,
): Promise<boolean> {
  await tx.$executeRaw`SELECT 1 FROM "Award" WHERE id = ${awardId}::uuid FOR UPDATE`
  const since = (days: number) => new Date(clock().getTime() - days * dayMilliseconds)
  const ofEmployers = { awardId, organisationId: null }
  const unanswered = { approvedAt: null, declinedAt: null }
  const [open, lately] = await Promise.all([
    // One that is never answered does not keep others away for ever.
    tx.endorsement.count({
      where: { ...ofEmployers, ...unanswered, askedAt: { gt: since(confirmDays) } },
    }),
    tx.endorsement.count({ where: { ...ofEmployers, askedAt: { gt: since(1) } } }),
  ])
  return open === 0 && lately < mostAskedInADay
}

export type AnswerOutcome =
  | { readonly kind: 'shown' | 'refused' | 'gone' }
  /** The learner passes this link on to who wrote it: they know each other, we do not know them. */
  | { readonly kind: 'toConfirm'; readonly url: string }

/** The learner decides whether it shows; the answer can be changed later. */
export async function answerEndorsement(
  tx: Transaction,
  deps: Deps,
  answer: { readonly endorsementId: string; readonly personId: string; readonly shows: boolean },
): Promise<AnswerOutcome> {
  const { endorsementId: id, personId, shows } = answer
  const found = await tx.endorsement.findFirst({
    where: { id, award: { personId, stands: true }, revokedAt: null },
    select: { awardId: true, organisationId: true, jwt: true },
  })
  if (found === null) return { kind: 'gone' }
  const now = deps.clock()
  await tx.endorsement.update({
    where: { id },
    data: shows ? { approvedAt: now, declinedAt: null } : { approvedAt: null, declinedAt: now },
    select: { id: true },
  })
  if (shows && found.jwt === null) {
    if (found.organisationId === null) return { kind: 'toConfirm', url: confirmLink(deps, id) }
    await confirm(tx, deps, id)
  }
  await reissueCredential(tx, deps, found.awardId)
  return { kind: shows ? 'shown' : 'refused' }
}

/** What stands in a link to confirm: which endorsement, until when (seconds since 1970), and the proof. */
export interface ConfirmLink {
  readonly endorsementId: string
  readonly until: number
  readonly proof: string
}

const proofOf = ({ seals }: Pick<Deps, 'seals'>, id: string, until: number) =>
  seals.lookup('endorsement', `${id} ${until}`)

function confirmLink(deps: Deps, id: string): string {
  const until = Math.floor((deps.clock().getTime() + confirmDays * dayMilliseconds) / 1000)
  return `${deps.siteUrl}/endorsements/${id}?until=${until}&proof=${proofOf(deps, id, until)}`
}

export type ConfirmableOutcome =
  | { readonly kind: 'toConfirm'; readonly words: EndorsementWords; readonly awardId: string }
  | { readonly kind: 'confirmed' | 'invalid' | 'gone' }

/** Finds what a link asks to confirm. A link that was changed, or is too old, opens nothing. */
export async function findConfirmable(
  tx: Transaction,
  deps: Deps,
  { endorsementId: id, until, proof }: ConfirmLink,
): Promise<ConfirmableOutcome> {
  const [wanted, given] = [Buffer.from(proofOf(deps, id, until)), Buffer.from(proof)]
  const isOurs = wanted.length === given.length && timingSafeEqual(wanted, given)
  if (!isOurs || until * 1000 < deps.clock().getTime()) return { kind: 'invalid' }
  const found = await tx.endorsement.findFirst({
    where: { id, approvedAt: { not: null }, award: { stands: true } },
    select: { confirmedAt: true, wordsSealed: true, awardId: true },
  })
  if (found === null) return { kind: 'gone' }
  if (found.confirmedAt !== null) return { kind: 'confirmed' }
  const { awardId, wordsSealed } = found
  return { kind: 'toConfirm', awardId, words: await openWords(deps, wordsSealed) }
}

export type ConfirmOutcome =
  | Exclude<ConfirmableOutcome, { readonly kind: 'toConfirm' }>
  /** It was confirmed now: the learner does not know yet. */
  | {
      readonly kind: 'news'
      readonly personId: string
      readonly words: EndorsementWords
      readonly badge: InEveryLocale
    }

/** Signs what was confirmed, and puts it in the badge. */
export async function confirmEndorsement(
  tx: Transaction,
  deps: Deps,
  link: ConfirmLink,
): Promise<ConfirmOutcome> {
  await tx.$executeRaw`SELECT 1 FROM "Endorsement" WHERE id = ${link.endorsementId}::uuid FOR UPDATE`
  const found = await findConfirmable(tx, deps, link)
  if (found.kind !== 'toConfirm') return found
  await confirm(tx, deps, link.endorsementId)
  await reissueCredential(tx, deps, found.awardId)
  const { personId, achievement } = await tx.award.findUniqueOrThrow({
    where: { id: found.awardId },
    select: {
      personId: true,
      achievement: { select: { texts: { select: { locale: true, name: true } } } },
    },
  })
  if (personId === null) return { kind: 'confirmed' }
  const badge = inEveryLocale(achievement.texts, ({ name }) => name)
  return { kind: 'news', personId, words: found.words, badge }
}

async function confirm(tx: Transaction, deps: Deps, id: string): Promise<void> {
  const confirmedAt = deps.clock()
  await tx.endorsement.update({ where: { id }, data: { confirmedAt }, select: { id: true } })
  await issueEndorsement(tx, deps, id)
}
