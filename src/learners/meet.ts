import type { Transaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import type { Locale } from '../language/locale.ts'
import { drawLearnerCode } from './learner-code.ts'

/** The person behind an address, locked until the transaction ends. */
export interface MetPerson {
  readonly identityId: string
  /** The channel of the message. */
  readonly channel: string
  readonly personId: string
  readonly learnerCode: string
  readonly locale: Locale
  readonly localeChosen: boolean
  readonly stoppedAt: Date | null
  readonly conversationState: unknown
  /** True when this is the first message ever from this address. */
  readonly isNew: boolean
}

/** Who wrote, and what a person who is new here starts with. */
export interface Meeting {
  readonly channel: string
  /** The channel's address of the sender. */
  readonly address: string
  readonly cityId: string
  /** The language of the first message, for a person who is new. */
  readonly locale: Locale
  readonly now: Date
}

type KnownPerson = Omit<MetPerson, 'isNew'>

/** Finds and locks person and identity; two messages of one person are handled one after the other. */
async function findAndLock(
  tx: Transaction,
  channel: string,
  lookup: string,
): Promise<KnownPerson | undefined> {
  const rows = await tx.$queryRaw<KnownPerson[]>`
    SELECT i.id AS "identityId", i.channel, p.id AS "personId", p."learnerCode", p.locale::text AS locale,
           p."localeChosen", p."stoppedAt", c.state AS "conversationState"
    FROM "ChannelIdentity" i
    JOIN "Person" p ON p.id = i."personId"
    LEFT JOIN "Conversation" c ON c."identityId" = i.id
    WHERE i.channel = ${channel} AND i."addressLookup" = ${lookup}
    FOR UPDATE OF p, i`
  return rows[0]
}

/** Finds the person behind an address, or makes one: nothing is asked of somebody new. */
export async function meet(tx: Transaction, deps: Deps, meeting: Meeting): Promise<MetPerson> {
  const lookup = deps.seals.lookup(meeting.channel, meeting.address)
  const known = await findAndLock(tx, meeting.channel, lookup)
  if (known !== undefined) {
    await tx.channelIdentity.update({
      where: { id: known.identityId },
      data: { lastMessageAt: meeting.now, unreachableAt: null },
      select: { id: true },
    })
    return { ...known, isNew: false }
  }
  // Two first messages at once: the second waits here and then finds what the first made.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${meeting.channel} ${lookup}`}, 0))`
  const justMade = await findAndLock(tx, meeting.channel, lookup)
  if (justMade !== undefined) return { ...justMade, isNew: false }
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
    learnerCode,
    locale: meeting.locale,
    localeChosen: false,
    stoppedAt: null,
    conversationState: null,
  }
}

/** Draws codes until one is free. Two people drawing the same one at once fail on the unique index. */
async function freeLearnerCode(tx: Transaction, deps: Deps): Promise<string> {
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
