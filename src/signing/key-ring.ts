import { type CryptoKey, exportJWK, generateKeyPair, importJWK } from 'jose'
import { z } from 'zod'
import { ConfigurationError } from '../configuration-error.ts'
import type { Database, DatabaseOrTransaction, Transaction } from '../database/client.ts'
import { SealBrokenError, type Seals } from './seals.ts'

/** What 1EdTech's validator accepts, and what every verifier knows (OB 3.0, section 8.2). */
export const signingAlgorithm = 'RS256'

/** The public part of a signing key as it is stored (RFC 7517). */
export const publicJwk = z.object({
  kty: z.literal('RSA'),
  n: z.string(),
  e: z.string(),
  alg: z.literal(signingAlgorithm),
  use: z.literal('sig'),
})
export type PublicJwk = z.infer<typeof publicJwk>

/** The address at which a key is published: its `kid`. */
export const kidOf = (siteUrl: string, keyId: string): string => `${siteUrl}/keys/${keyId}`

/** A key with which an organisation signs its badges. */
export interface SigningKey {
  readonly id: string
  readonly kid: string
  readonly privateKey: CryptoKey
}

/** The signing keys of all organisations, opened when they are needed and kept in memory. */
export interface KeyRing {
  /** The key an organisation signs with now; it is made when there is none yet. */
  signingKeyOf(tx: Transaction, organisationId: string): Promise<SigningKey>
}

/** What the key ring needs to make and to open keys. */
export interface KeyRingParts {
  readonly seals: Seals
  readonly clock: () => Date
  readonly newId: () => string
  readonly siteUrl: string
}

/** Makes a key ring with nothing opened yet. */
export function createKeyRing(parts: KeyRingParts): KeyRing {
  const opened = new Map<string, Promise<SigningKey>>()
  return {
    async signingKeyOf(tx, organisationId) {
      const id =
        (await activeKeyId(tx, organisationId)) ?? (await makeKey(tx, parts, organisationId))
      const known = opened.get(id)
      if (known !== undefined) return known
      const opening = openKey(tx, parts, id)
      opened.set(id, opening)
      // A fault (the database gone, a transaction undone) must not be remembered.
      opening.catch(() => opened.delete(id))
      return opening
    },
  }
}

async function activeKeyId(db: DatabaseOrTransaction, organisationId: string) {
  const key = await db.signingKey.findFirst({
    where: { organisationId, status: 'active', algorithm: signingAlgorithm },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { id: true },
  })
  return key?.id ?? null
}

async function makeKey(
  tx: Transaction,
  { seals, clock, newId }: KeyRingParts,
  organisationId: string,
): Promise<string> {
  // One organisation, one first key: the second to come here finds what the first made.
  await tx.$executeRaw`SELECT 1 FROM "Organisation" WHERE id = ${organisationId}::uuid FOR UPDATE`
  const made = await activeKeyId(tx, organisationId)
  if (made !== null) return made
  const id = newId()
  const { publicKey, privateKey } = await generateKeyPair(signingAlgorithm, {
    modulusLength: 2048,
    extractable: true,
  })
  const { kty, n, e } = await exportJWK(publicKey)
  await tx.signingKey.create({
    data: {
      id,
      organisationId,
      algorithm: signingAlgorithm,
      publicJwk: publicJwk.parse({ kty, n, e, alg: signingAlgorithm, use: 'sig' }),
      privateSealed: await seals.seal('key', JSON.stringify(await exportJWK(privateKey))),
      createdAt: clock(),
    },
    select: { id: true },
  })
  return id
}

const privateJwk = z.looseObject({ kty: z.literal('RSA') })

async function openKey(
  tx: DatabaseOrTransaction,
  { seals, siteUrl }: KeyRingParts,
  id: string,
): Promise<SigningKey> {
  const key = await tx.signingKey.findUniqueOrThrow({
    where: { id },
    select: { privateSealed: true },
  })
  const jwk = privateJwk.parse(JSON.parse(await seals.open('key', key.privateSealed)))
  const privateKey = await importJWK(jwk, signingAlgorithm)
  if (privateKey instanceof Uint8Array) throw new TypeError('An RSA key was expected')
  return { id, kid: kidOf(siteUrl, id), privateKey }
}

/** Makes the first key of every organisation that has none, so that no award has to wait for one. */
export async function prepareKeys(db: Database, keyRing: KeyRing): Promise<void> {
  const organisations = await db.organisation.findMany({
    where: { leftAt: null, signingKeys: { none: {} } },
    select: { id: true },
  })
  await Promise.all(
    organisations.map(({ id }) =>
      db.$transaction((tx) => keyRing.signingKeyOf(tx, id), { maxWait: 60_000, timeout: 60_000 }),
    ),
  )
}

/**
 * Checks at start that what is sealed can be opened, before anything new is sealed with another secret.
 *
 * @throws {ConfigurationError} naming STAPJE_SECRET when it is not the one this data was sealed with.
 */
export async function checkKeys(db: Database, seals: Seals): Promise<void> {
  const [key, identity] = await Promise.all([
    db.signingKey.findFirst({ select: { privateSealed: true } }),
    db.channelIdentity.findFirst({ select: { addressSealed: true } }),
  ])
  try {
    if (key !== null) await seals.open('key', key.privateSealed)
    if (identity !== null) await seals.open('address', identity.addressSealed)
  } catch (cause) {
    if (!(cause instanceof SealBrokenError)) throw cause
    throw new ConfigurationError(
      'STAPJE_SECRET',
      'is not the secret that this data was sealed with. Put back the earlier one: without it, ' +
        'badges cannot be signed and nobody can be reached.',
      { cause },
    )
  }
}
