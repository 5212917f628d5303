import type { DatabaseOrTransaction, Transaction } from '../../database/client.ts'
import type { Deps } from '../../deps.ts'

/** How long a link to somebody's data works, in minutes. */
export const dataLinkMinutes = 60

/** Bytes of chance in a link: 256 bits, as it opens everything. */
const tokenBytes = 32

const hashOf = (deps: Pick<Deps, 'seals'>, token: string) => deps.seals.lookup('data-link', token)

/** Makes the link by which a person has everything that is held of them; earlier ones end. */
export async function makeDataLink(
  tx: Transaction,
  deps: Pick<Deps, 'seals' | 'randomBytes' | 'siteUrl'>,
  request: { readonly personId: string; readonly now: Date },
): Promise<string> {
  const { personId, now } = request
  const token = Buffer.from(deps.randomBytes(tokenBytes)).toString('base64url')
  await tx.dataLink.deleteMany({ where: { personId } })
  await tx.dataLink.create({
    data: {
      tokenHash: hashOf(deps, token),
      personId,
      createdAt: now,
      expiresAt: new Date(now.getTime() + dataLinkMinutes * 60_000),
    },
    select: { tokenHash: true },
  })
  return `${deps.siteUrl}/data/${token}`
}

export type FindDataLinkOutcome =
  | { readonly kind: 'found'; readonly personId: string }
  | { readonly kind: 'ended' }
  | { readonly kind: 'unknown' }

/** Finds whose data a link opens. */
export async function findDataLink(
  db: DatabaseOrTransaction,
  deps: Pick<Deps, 'clock' | 'seals'>,
  token: string,
): Promise<FindDataLinkOutcome> {
  const link = await db.dataLink.findUnique({
    where: { tokenHash: hashOf(deps, token) },
    select: { personId: true, expiresAt: true, person: { select: { erasingSince: true } } },
  })
  if (link === null) return { kind: 'unknown' }
  const isOver = link.expiresAt <= deps.clock() || link.person.erasingSince !== null
  return isOver ? { kind: 'ended' } : { kind: 'found', personId: link.personId }
}
