import type { Database, DatabaseOrTransaction, Transaction } from '../database/client.ts'
import type { KeyRing, SigningKeys } from './key-ring.ts'

/** A key as its keeper sees it: never the private part. */
export interface ListedKey {
  readonly id: string
  readonly organisation: string
  readonly algorithm: string
  readonly status: 'active' | 'retired' | 'compromised'
  readonly createdAt: Date
  /** When it was retired or marked as compromised. */
  readonly endedAt: Date | null
  /** Badges that it signed. */
  readonly badges: number
}

/** Lists all keys, by organisation, newest first. */
export async function listKeys(db: DatabaseOrTransaction): Promise<readonly ListedKey[]> {
  const keys = await db.signingKey.findMany({
    orderBy: [{ organisation: { slug: 'asc' } }, { createdAt: 'desc' }, { algorithm: 'desc' }],
    select: {
      id: true,
      algorithm: true,
      status: true,
      createdAt: true,
      retiredAt: true,
      compromisedAt: true,
      organisation: { select: { slug: true } },
      _count: { select: { credentials: true, proofs: true } },
    },
  })
  return keys.map(({ organisation, retiredAt, compromisedAt, _count, ...key }) => ({
    ...key,
    organisation: organisation.slug,
    endedAt: compromisedAt ?? retiredAt,
    badges: _count.credentials + _count.proofs,
  }))
}

/**
 * Gives an organisation a new pair of keys. The earlier ones are retired: they sign nothing any more,
 * and what they signed goes on to hold.
 */
export async function rotateKeys(
  tx: Transaction,
  { keyRing, clock }: { readonly keyRing: KeyRing; readonly clock: () => Date },
  organisationId: string,
): Promise<SigningKeys> {
  // Held until the end, so that of two rotations the second retires what the first made.
  await tx.$executeRaw`SELECT 1 FROM "Organisation" WHERE id = ${organisationId}::uuid FOR UPDATE`
  await tx.signingKey.updateMany({
    where: { organisationId, status: 'active' },
    data: { status: 'retired', retiredAt: clock() },
  })
  return keyRing.signingKeysOf(tx, organisationId)
}

export type RetireOutcome = { readonly kind: 'retired' | 'notActive' | 'unknown' }

/** Retires one key; the organisation gets another one when it is needed. */
export async function retireKey(db: Database, keyId: string, now: Date): Promise<RetireOutcome> {
  const { count } = await db.signingKey.updateMany({
    where: { id: keyId, status: 'active' },
    data: { status: 'retired', retiredAt: now },
  })
  if (count === 1) return { kind: 'retired' }
  return { kind: (await exists(db, keyId)) ? 'notActive' : 'unknown' }
}

export type CompromiseOutcome =
  | { readonly kind: 'marked'; readonly badges: number }
  | { readonly kind: 'alreadyMarked' | 'unknown' }

/**
 * Marks a key that was in the wrong hands, for good. Its address and the key set do not give it out
 * any more, and every badge that it signed says so.
 */
export async function markCompromised(
  db: Database,
  keyId: string,
  now: Date,
): Promise<CompromiseOutcome> {
  const { count } = await db.signingKey.updateMany({
    where: { id: keyId, status: { not: 'compromised' } },
    data: { status: 'compromised', compromisedAt: now },
  })
  if (count === 0) return { kind: (await exists(db, keyId)) ? 'alreadyMarked' : 'unknown' }
  const badges = await db.credential.count({
    where: { OR: [{ keyId }, { proofKeyId: keyId }] },
  })
  return { kind: 'marked', badges }
}

const exists = async (db: Database, id: string): Promise<boolean> =>
  (await db.signingKey.count({ where: { id } })) > 0
