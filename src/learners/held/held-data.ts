import type { DatabaseOrTransaction } from '../../database/client.ts'
import type { Deps } from '../../deps.ts'
import { inEveryLocale } from '../../language/in-every-locale.ts'
import { heldAwards } from './held-awards.ts'

/** Everything that is held of a person, with what is sealed opened: it is theirs. */
export type HeldData = NonNullable<Awaited<ReturnType<typeof heldData>>>

/**
 * Gathers everything that is held of a person; null when there is none by this id. Every table that has
 * to do with a person is in it: a test holds it to what the database says.
 */
export async function heldData(
  db: DatabaseOrTransaction,
  deps: Pick<Deps, 'clock' | 'seals' | 'siteUrl'>,
  personId: string,
) {
  const found = await db.person.findUnique({ where: { id: personId }, include: everything })
  if (found === null) return null
  const { seals, siteUrl } = deps
  const opened = async (
    purpose: 'address' | 'name' | 'note' | 'story' | 'badge',
    sealed: string | null,
  ) => (sealed === null ? null : seals.open(purpose, sealed))
  const { identities, shares, stories, referrals, signups, joins, ...others } = found
  const { importedBadges, ...rest } = others
  const { memberships, invitationsUsed, ...person } = rest
  return {
    madeAt: deps.clock().toISOString(),
    person: { ...person, awardsGiven: person.awardsGiven.length },
    apps: await Promise.all(
      identities.map(async ({ addressSealed, ...identity }) => ({
        ...identity,
        address: await opened('address', addressSealed),
        deliveries: identity.deliveries.map((delivery) => ({
          ...delivery,
          id: String(delivery.id),
        })),
      })),
    ),
    badges: await heldAwards(db, deps, personId),
    importedBadges: await Promise.all(
      importedBadges.map(async ({ sourceSealed, ...badge }) => ({
        ...badge,
        source: await opened('badge', sourceSealed),
      })),
    ),
    signups: signups.map(({ session, ...signup }) => ({
      ...signup,
      startsAt: session.startsAt,
      activity: inEveryLocale(session.activity.texts, ({ title }) => title),
      organisation: session.activity.organisation.name,
    })),
    shares: await Promise.all(
      shares.map(async ({ token, nameSealed, awards, ...share }) => ({
        ...share,
        url: `${siteUrl}/b/${token}`,
        name: await opened('name', nameSealed),
        badges: awards.map(({ awardId }) => awardId),
      })),
    ),
    referrals: await Promise.all(
      referrals.map(async ({ needSealed, from, to, ...referral }) => ({
        ...referral,
        need: await opened('note', needSealed),
        from: from.name,
        to: to.name,
      })),
    ),
    stories: await Promise.all(
      stories.map(async ({ textSealed, nameSealed, ...story }) => ({
        ...story,
        text: await opened('story', textSealed),
        name: await opened('name', nameSealed),
      })),
    ),
    memberships: memberships.map(({ organisation, ...membership }) => ({
      ...membership,
      organisation: organisation.name,
    })),
    invitationsUsed,
    joins,
    trail: await trailOf(db, personId),
  }
}

/** What a person did that is on the audit trail, or that was done about them by name of their id. */
async function trailOf(db: DatabaseOrTransaction, personId: string) {
  const entries = await db.auditEntry.findMany({
    where: { OR: [{ actorId: personId }, { subjectId: personId }] },
    orderBy: { id: 'asc' },
    select: { at: true, action: true, subjectType: true },
  })
  return entries
}

const everything = {
  consents: { orderBy: { givenAt: 'asc' }, omit: { personId: true } },
  steps: { orderBy: { toldAt: 'asc' }, omit: { personId: true } },
  linkCodes: { select: { createdAt: true, expiresAt: true, usedAt: true } },
  dataLinks: { select: { createdAt: true, expiresAt: true } },
  adminSessions: { select: { createdAt: true, expiresAt: true } },
  joins: { omit: { personId: true } },
  awardsGiven: { select: { id: true } },
  invitationsUsed: { select: { usedAt: true, role: true } },
  weeklyTip: { select: { neighbourhoodSlug: true, askedAt: true } },
  notices: { select: { key: true, toldAt: true } },
  sharing: {
    select: {
      status: true,
      askedAt: true,
      answeredAt: true,
      organisation: { select: { name: true } },
    },
  },
  handOvers: { select: { status: true, createdAt: true, endedAt: true } },
  handOversTaken: { select: { status: true, takenAt: true, endedAt: true } },
  referralsMade: { select: { createdAt: true, status: true } },
  identities: {
    omit: { personId: true, addressLookup: true },
    include: {
      conversation: { select: { state: true, updatedAt: true } },
      deliveries: {
        orderBy: { id: 'asc' },
        omit: { identityId: true, interaction: true, providerMessageId: true },
      },
    },
  },
  signups: {
    omit: { personId: true },
    include: {
      session: {
        select: {
          startsAt: true,
          activity: {
            select: {
              texts: { select: { locale: true, title: true } },
              organisation: { select: { name: true } },
            },
          },
        },
      },
    },
  },
  shares: { omit: { personId: true }, include: { awards: { select: { awardId: true } } } },
  referrals: {
    omit: { personId: true, madeById: true },
    include: { from: { select: { name: true } }, to: { select: { name: true } } },
  },
  stories: { omit: { personId: true } },
  importedBadges: { omit: { personId: true } },
  memberships: {
    omit: { personId: true },
    include: { organisation: { select: { name: true } } },
  },
} as const
