import type { DatabaseOrTransaction } from '../database/client.ts'
import type { Prisma } from '../database/generated/client.ts'
import type { Deps } from '../deps.ts'
import { inEveryLocale } from '../language/in-every-locale.ts'
import type { InEveryLocale, Locale } from '../language/locale.ts'
import type { Topic } from '../understand/understood.ts'
import { agreedNote } from './agreed-note.ts'
import type { AchievementKind } from './credential.ts'
import type { EndorsementWords } from './endorsement-credential.ts'
import { openWords } from './endorsement-words.ts'
import { standingEndorsement } from './issue-endorsement.ts'

/** What somebody says of a badge, as it is shown. */
export interface SharedEndorsement extends EndorsementWords {
  /** Whether we know who says it: of an employer we have the name that was filled in, and no more. */
  readonly isChecked: boolean
}

/** A badge as whoever has the link sees it. */
export interface SharedBadge {
  readonly awardId: string
  readonly kind: AchievementKind
  readonly topic: Topic | null
  readonly name: InEveryLocale
  readonly description: InEveryLocale
  readonly criteria: InEveryLocale
  readonly organisation: {
    readonly id: string
    readonly name: string
    readonly website: string | null
  }
  readonly achievementId: string
  readonly awardedAt: Date
  readonly revokedAt: Date | null
  readonly revokedReason: string | null
  readonly suspendedAt: Date | null
  readonly suspendedReason: string | null
  readonly alignments: readonly { readonly targetName: string; readonly targetUrl: string }[]
  /** What the worker saw, when worker and learner both want it there; null otherwise. */
  readonly evidence: string | null
  /** What others say of it, as its learner lets it show. */
  readonly endorsements: readonly SharedEndorsement[]
  /** The credential as it was signed; `document` is the same in JSON-LD. */
  readonly credential: { readonly id: string; readonly jwt: string; readonly document: unknown }
}

/** Tells whether a badge holds no more: it was taken back, or is suspended for now. */
export const isVoid = ({
  revokedAt,
  suspendedAt,
}: Pick<SharedBadge, 'revokedAt' | 'suspendedAt'>): boolean =>
  revokedAt !== null || suspendedAt !== null

/** What a link shows. */
export interface FoundShare {
  readonly id: string
  readonly token: string
  readonly locale: Locale
  /** The name the learner chose to show; null for none. */
  readonly name: string | null
  readonly createdAt: Date
  /** Of the learner's city, in which days are told. */
  readonly timeZone: string
  readonly badges: readonly SharedBadge[]
}

export type FindShareOutcome =
  | { readonly kind: 'found'; readonly share: FoundShare }
  | { readonly kind: 'ended' }
  | { readonly kind: 'unknown' }

/** Finds what a link shows, for whoever has its token. */
export async function findShare(
  db: DatabaseOrTransaction,
  deps: Pick<Deps, 'clock' | 'seals'>,
  token: string,
): Promise<FindShareOutcome> {
  const share = await db.share.findUnique({
    where: { token },
    select: {
      id: true,
      token: true,
      locale: true,
      nameSealed: true,
      createdAt: true,
      expiresAt: true,
      endedAt: true,
      person: { select: { city: { select: { timeZone: true } } } },
      awards: { orderBy: { position: 'asc' }, select: { award: { select: awardFields } } },
    },
  })
  if (share === null) return { kind: 'unknown' }
  const { endedAt, expiresAt, nameSealed, awards, person, ...found } = share
  if (endedAt !== null || (expiresAt !== null && expiresAt <= deps.clock()))
    return { kind: 'ended' }
  const badges = (await Promise.all(awards.map(({ award }) => sharedBadge(deps, award)))).flat()
  // Every badge of it was hidden or declined since.
  if (badges.length === 0) return { kind: 'ended' }
  const name = nameSealed === null ? null : await deps.seals.open('name', nameSealed)
  return { kind: 'found', share: { ...found, timeZone: person.city.timeZone, name, badges } }
}

const awardFields = {
  id: true,
  awardedAt: true,
  hiddenAt: true,
  declinedAt: true,
  revokedAt: true,
  revokedReason: true,
  suspendedAt: true,
  suspendedReason: true,
  noteSealed: true,
  evidenceOfferedAt: true,
  evidenceAgreedAt: true,
  credential: { select: { id: true, jwt: true, document: true } },
  endorsements: {
    where: standingEndorsement,
    orderBy: { askedAt: 'asc' },
    select: { wordsSealed: true, organisationId: true },
  },
  achievement: {
    select: {
      id: true,
      kind: true,
      topic: true,
      texts: true,
      alignments: { orderBy: { targetUrl: 'asc' }, select: { targetName: true, targetUrl: true } },
      organisation: { select: { id: true, name: true, website: true } },
    },
  },
} satisfies Prisma.AwardSelect

type FoundAward = Prisma.AwardGetPayload<{ select: typeof awardFields }>

async function sharedBadge(deps: Pick<Deps, 'seals'>, award: FoundAward): Promise<SharedBadge[]> {
  const { credential, achievement } = award
  if (credential === null || award.hiddenAt !== null || award.declinedAt !== null) return []
  return [
    {
      awardId: award.id,
      kind: achievement.kind,
      topic: achievement.topic,
      name: inEveryLocale(achievement.texts, (row) => row.name),
      description: inEveryLocale(achievement.texts, (row) => row.description),
      criteria: inEveryLocale(achievement.texts, (row) => row.criteria),
      organisation: achievement.organisation,
      achievementId: achievement.id,
      awardedAt: award.awardedAt,
      revokedAt: award.revokedAt,
      revokedReason: award.revokedReason,
      suspendedAt: award.suspendedAt,
      suspendedReason: award.suspendedReason,
      alignments: achievement.alignments,
      evidence: await agreedNote(deps, award),
      endorsements: await Promise.all(
        award.endorsements.map(async ({ wordsSealed, organisationId }) => ({
          ...(await openWords(deps, wordsSealed)),
          isChecked: organisationId !== null,
        })),
      ),
      credential,
    },
  ]
}
