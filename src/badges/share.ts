import type { Transaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import type { Locale } from '../language/locale.ts'

/** The name that a learner lets stand on a share page. */
export type ShareNameGiven =
  | { readonly kind: 'none' }
  | { readonly kind: 'first' | 'full'; readonly text: string }

/** What to share, and how. */
export interface ShareRequest {
  readonly personId: string
  /** In the order of the page. */
  readonly awardIds: readonly string[]
  readonly name: ShareNameGiven
  /** The language the page opens in when the reader's is unknown. */
  readonly locale: Locale
  /** When the link ends by itself; left out, it does not. */
  readonly expiresAt?: Date
}

export type ShareOutcome =
  | { readonly kind: 'shared'; readonly shareId: string; readonly url: string }
  /** One of the badges is not this person's, or does not stand any more. */
  | { readonly kind: 'notYours' }

/** Bytes of chance in a link: 128 bits cannot be guessed. */
const tokenBytes = 16

/** Makes a link to badges, which nobody has who did not get it from the learner. */
export async function createShare(
  tx: Transaction,
  deps: Deps,
  request: ShareRequest,
): Promise<ShareOutcome> {
  const { personId, awardIds, name, locale, expiresAt = null } = request
  const own = await tx.award.count({
    where: { id: { in: [...awardIds] }, personId, stands: true },
  })
  if (own === 0 || own !== new Set(awardIds).size) return { kind: 'notYours' }
  const shareId = deps.newId()
  const token = Buffer.from(deps.randomBytes(tokenBytes)).toString('base64url')
  await tx.share.create({
    data: {
      id: shareId,
      personId,
      token,
      nameKind: name.kind,
      nameSealed: name.kind === 'none' ? null : await deps.seals.seal('name', name.text),
      locale,
      createdAt: deps.clock(),
      expiresAt,
      awards: { create: awardIds.map((awardId, position) => ({ awardId, position })) },
    },
    select: { id: true },
  })
  return { kind: 'shared', shareId, url: `${deps.siteUrl}/b/${token}` }
}

export type EndShareOutcome = { readonly kind: 'ended' } | { readonly kind: 'alreadyEnded' }

/** Ends a link at once, if it is this person's. */
export async function endShare(
  tx: Transaction,
  request: { readonly personId: string; readonly shareId: string; readonly now: Date },
): Promise<EndShareOutcome> {
  const ended = await tx.share.updateMany({
    where: { id: request.shareId, personId: request.personId, endedAt: null },
    // The name is let go with the link.
    data: { endedAt: request.now, nameSealed: null },
  })
  return { kind: ended.count === 1 ? 'ended' : 'alreadyEnded' }
}
