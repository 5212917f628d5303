import { createPrivateKey, type KeyObject } from 'node:crypto'
import { type CryptoKey, exportJWK, generateKeyPair, importJWK } from 'jose'
import { z } from 'zod'
import type { Database, DatabaseOrTransaction, Transaction } from '../database/client.ts'
import {
  anyPublicJwk,
  issuerAddress,
  kidOf,
  proofAlgorithm,
  signingAlgorithm,
} from './public-key.ts'
import type { Seals } from './seals.ts'

/** A key with which an organisation signs JWTs. */
export interface SigningKey {
  readonly id: string
  readonly kid: string
  readonly privateKey: CryptoKey
}

/** A key with which an organisation makes embedded proofs. */
export interface ProofKey {
  readonly id: string
  readonly verificationMethod: string
  /** The issuer whose key it is. */
  readonly controller: string
  readonly privateKey: KeyObject
}

/** The pair of keys that an organisation signs with: one for each form of a badge. */
export interface SigningKeys {
  readonly jwt: SigningKey
  readonly proof: ProofKey
}

/** The signing keys of all organisations, opened when they are needed and kept in memory. */
export interface KeyRing {
  /** The keys an organisation signs with now; they are made when there are none yet. */
  signingKeysOf(tx: Transaction, organisationId: string): Promise<SigningKeys>
}

/** What the key ring needs to make and to open keys. */
export interface KeyRingParts {
  readonly seals: Seals
  readonly clock: () => Date
  readonly newId: () => string
  readonly siteUrl: string
}

const algorithms = [signingAlgorithm, proofAlgorithm] as const
type Algorithm = (typeof algorithms)[number]
type KeyIds = Readonly<Record<Algorithm, string>>

/** Makes a key ring with nothing opened yet. */
export function createKeyRing(parts: KeyRingParts): KeyRing {
  const opened = new Map<string, Promise<SigningKeys>>()
  return {
    async signingKeysOf(tx, organisationId) {
      const active = await activeKeyIds(tx, organisationId)
      const ids = isWhole(active) ? active : await makeMissingKeys(tx, parts, organisationId)
      const name = algorithms.map((algorithm) => ids[algorithm]).join()
      const known = opened.get(name)
      if (known !== undefined) return known
      const opening = openKeys(tx, parts, organisationId, ids)
      opened.set(name, opening)
      // A fault (the database gone, a transaction undone) must not be remembered.
      opening.catch(() => opened.delete(name))
      return opening
    },
  }
}

const isWhole = (ids: Partial<KeyIds>): ids is KeyIds =>
  algorithms.every((algorithm) => ids[algorithm] !== undefined)

async function activeKeyIds(
  db: DatabaseOrTransaction,
  organisationId: string,
): Promise<Partial<KeyIds>> {
  const keys = await db.signingKey.findMany({
    where: { organisationId, status: 'active' },
    // The newest one stands when they are put in an object by their algorithm.
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true, algorithm: true },
  })
  return Object.fromEntries(keys.map(({ id, algorithm }) => [algorithm, id]))
}

/**
 * Makes the keys that an organisation lacks, in the caller's transaction.
 *
 * @returns the keys that are active then.
 */
async function makeMissingKeys(
  tx: Transaction,
  parts: KeyRingParts,
  organisationId: string,
): Promise<KeyIds> {
  // One organisation, one first pair: the second to come here finds what the first made.
  await tx.$executeRaw`SELECT 1 FROM "Organisation" WHERE id = ${organisationId}::uuid FOR UPDATE`
  const active = await activeKeyIds(tx, organisationId)
  const idFor = async (algorithm: Algorithm) =>
    active[algorithm] ?? (await makeKey(tx, parts, organisationId, algorithm))
  return {
    [signingAlgorithm]: await idFor(signingAlgorithm),
    [proofAlgorithm]: await idFor(proofAlgorithm),
  }
}

async function makeKey(
  tx: Transaction,
  { seals, clock, newId }: KeyRingParts,
  organisationId: string,
  algorithm: Algorithm,
): Promise<string> {
  const id = newId()
  const { publicKey, privateKey } = await generateKeyPair(algorithm, {
    ...(algorithm === signingAlgorithm ? { modulusLength: 2048 } : { crv: 'Ed25519' }),
    extractable: true,
  })
  await tx.signingKey.create({
    data: {
      id,
      organisationId,
      algorithm,
      publicJwk: anyPublicJwk.parse({
        ...(await exportJWK(publicKey)),
        alg: algorithm,
        use: 'sig',
      }),
      privateSealed: await seals.seal('key', JSON.stringify(await exportJWK(privateKey))),
      createdAt: clock(),
    },
    select: { id: true },
  })
  return id
}

const privateRsaJwk = z.looseObject({ kty: z.literal('RSA') })
const privateEd25519Jwk = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.string(),
})

async function openKeys(
  tx: DatabaseOrTransaction,
  { seals, siteUrl }: KeyRingParts,
  organisationId: string,
  ids: KeyIds,
): Promise<SigningKeys> {
  const open = async (id: string): Promise<unknown> => {
    const key = await tx.signingKey.findUniqueOrThrow({
      where: { id },
      select: { privateSealed: true },
    })
    return JSON.parse(await seals.open('key', key.privateSealed))
  }
  const [jwtId, proofId] = [ids[signingAlgorithm], ids[proofAlgorithm]]
  const privateKey = await importJWK(privateRsaJwk.parse(await open(jwtId)), signingAlgorithm)
  if (privateKey instanceof Uint8Array) throw new TypeError('An RSA key was expected')
  const proofJwk = privateEd25519Jwk.parse(await open(proofId))
  return {
    jwt: { id: jwtId, kid: kidOf(siteUrl, jwtId), privateKey },
    proof: {
      id: proofId,
      verificationMethod: kidOf(siteUrl, proofId),
      controller: issuerAddress(siteUrl, organisationId),
      privateKey: createPrivateKey({ key: proofJwk, format: 'jwk' }),
    },
  }
}

/** Making an RSA key keeps a core busy, and a connection waits for it. */
const keysAtOnce = 4

/** Makes the keys of every organisation that lacks one, so that no award has to wait for them. */
export async function prepareKeys(db: Database, keyRing: KeyRing): Promise<void> {
  const lacks = (algorithm: Algorithm) => ({
    signingKeys: { none: { algorithm, status: 'active' as const } },
  })
  const organisations = await db.organisation.findMany({
    where: { leftAt: null, OR: algorithms.map(lacks) },
    select: { id: true },
  })
  const waiting = organisations.map(({ id }) => id)
  const work = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const organisationId = id
      await db.$transaction((tx) => keyRing.signingKeysOf(tx, organisationId), {
        maxWait: 60_000,
        timeout: 60_000,
      })
    }
  }
  await Promise.all(Array.from({ length: keysAtOnce }, work))
}
