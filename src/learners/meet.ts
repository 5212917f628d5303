import type { Transaction } from '../database/client.ts'
import { Prisma } from '../database/generated/client.ts'
import type { Deps } from '../deps.ts'
import type { Locale } from '../language/locale.ts'
import { drawLearnerCode } from './learner-code.ts'
import { privacyPurpose } from './privacy-notice.ts'

/** The person behind an address, locked until the transaction ends. */
export interface MetPerson {
  readonly identityId: string
  /** The channel of the message. */
  readonly channel: string
  readonly personId: string
  readonly cityId: string
  /** False while it is not known which of several cities is theirs. */
  readonly cityChosen: boolean
  readonly learnerCode: string
  readonly locale: Locale
  readonly localeChosen: boolean
  readonly stoppedAt: Date | null
  /** Asked to be forgotten: what is left goes once the goodbye has arrived. */
  readonly erasingSince: Date | null
  /** The version of the privacy page that they were last told of; null for none. */
  readonly privacyVersion: string | null
  readonly conversationState: unknown
  /** The conversation with a person that they are in now, as learner or as worker. */
  readonly handOverId: string | null
  /** True when this is the first message ever from this address. */
  readonly isNew: boolean
}

/** Who wrote, and what a person who is new here starts with. */
export interface Meeting {
  readonly channel: string
  /** The channel's address of the sender. */
  readonly address: string
  /** The city of a person who is new, and whether that is sure. */
  readonly cityId: string
  readonly cityChosen: boolean
  /** The language of the first message, for a person who is new. */
  readonly locale: Locale
  readonly now: Date
}

type KnownPerson = Omit<MetPerson, 'isNew'>

/**
 * Has the transaction wait for others that meet the same address. It is a statement before that of
 * `meet`, which then sees all that they left, a new person and an open question included.
 */
export const addressLock = (channel: string, lookup: string): Prisma.Sql =>
  Prisma.sql`pg_advisory_xact_lock(hashtextextended(${`${channel} ${lookup}`}, 0))`

/**
 * Finds and locks person and identity, and notes that they wrote. The lock lets rows that point to them
 * be added: two people who write to each other do not block.
 */
async function findAndLock(
  tx: Transaction,
  { channel, now }: Meeting,
  lookup: string,
): Promise<KnownPerson | undefined> {
  const rows = await tx.$queryRaw<KnownPerson[]>`
    WITH met AS (
      SELECT i.id AS "identityId", i.channel, p.id AS "personId", p."cityId", p."cityChosen",
             p."learnerCode", p.locale::text AS locale, p."localeChosen", p."stoppedAt", p."erasingSince"
      FROM "ChannelIdentity" i
      JOIN "Person" p ON p.id = i."personId"
      WHERE i.channel = ${channel} AND i."addressLookup" = ${lookup}
      FOR NO KEY UPDATE OF p, i
    ), seen AS (
      UPDATE "ChannelIdentity" SET "lastMessageAt" = ${now}, "unreachableAt" = NULL
      WHERE id = (SELECT "identityId" FROM met)
    )
    SELECT met.*,
      (SELECT c.state FROM "Conversation" c WHERE c."identityId" = met."identityId")
        AS "conversationState",
      (SELECT h.id FROM "HandOver" h
        WHERE h.status = 'taken'
          AND (h."personId" = met."personId" OR h."takenById" = met."personId")
        ORDER BY h."takenAt" DESC LIMIT 1) AS "handOverId",
      (SELECT t.version FROM "Consent" t
        WHERE t."personId" = met."personId" AND t.purpose = ${privacyPurpose}
        ORDER BY t."givenAt" DESC LIMIT 1) AS "privacyVersion"
    FROM met`
  return rows[0]
}

/**
 * Finds the person behind an address, or makes one: nothing is asked of somebody new. The transaction
 * holds the address's lock already.
 */
export async function meet(tx: Transaction, deps: Deps, meeting: Meeting): Promise<MetPerson> {
  const lookup = deps.seals.lookup(meeting.channel, meeting.address)
  const known = await findAndLock(tx, meeting, lookup)
  if (known !== undefined) return { ...known, isNew: false }
  return { ...(await makePerson(tx, deps, meeting, lookup)), isNew: true }
}

async function makePerson(
  tx: Transaction,
  deps: Deps,
  meeting: Meeting,
  lookup: string,
): Promise<KnownPerson> {
  const learnerCode = await freeLearnerCode(tx, deps)
  const identityId = deps.newId()
  const personId = deps.newId()
  await tx.person.create({
    data: {
      id: personId,
      cityId: meeting.cityId,
      cityChosen: meeting.cityChosen,
      learnerCode,
      locale: meeting.locale,
      createdAt: meeting.now,
      identities: {
        create: {
          id: identityId,
          channel: meeting.channel,
          addressLookup: lookup,
          addressSealed: await deps.seals.seal('address', meeting.address),
          createdAt: meeting.now,
          lastMessageAt: meeting.now,
        },
      },
    },
    select: { id: true },
  })
  return {
    identityId,
    channel: meeting.channel,
    personId,
    cityId: meeting.cityId,
    cityChosen: meeting.cityChosen,
    learnerCode,
    locale: meeting.locale,
    localeChosen: false,
    stoppedAt: null,
    erasingSince: null,
    privacyVersion: null,
    conversationState: null,
    handOverId: null,
  }
}

/** Draws codes until one is free. Two people drawing the same one at once fail on the unique index. */
export async function freeLearnerCode(tx: Transaction, deps: Deps): Promise<string> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const code = drawLearnerCode(deps.randomBytes)
    const taken = await tx.person.findUnique({
      where: { learnerCode: code },
      select: { id: true },
    })
    if (taken === null) return code
  }
  throw new Error('No free learner code was found in 20 draws: add words to learner-code.ts.')
}
