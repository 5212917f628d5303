import { z } from 'zod'
import { reissueBadges } from '../badges/reissue-badges.ts'
import type { Database } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { checkKeys } from '../signing/check-keys.ts'
import { listKeys, markCompromised, retireKey, rotateKeys } from '../signing/manage-keys.ts'
import { resealAll } from '../signing/reseal.ts'
import type { Seals } from '../signing/seals.ts'
import { type CommandOutcome, fault } from './command-outcome.ts'

/** What the commands need of the service. */
export interface KeysCommandService {
  readonly db: Database
  readonly deps: Deps
  /** What everything is sealed with until now, while the secret is being changed; null otherwise. */
  readonly earlierSeals: Seals | null
}

const usage = `Say what to do with the keys that badges are signed with:
  npm run keys -- list
  npm run keys -- rotate <organisation>|all   new keys; what the earlier ones signed goes on to hold
  npm run keys -- retire <key>                this one signs nothing any more
  npm run keys -- compromised <key>           it was in the wrong hands: what it signed does not hold
  npm run keys -- reissue <key>               signs again what it signed, with the key of today
Or with the secret that seals (stop the service first; run again when it was interrupted):
  STAPJE_SECRET=<new> STAPJE_SECRET_EARLIER=<old> npm run keys -- reseal`

/** A command as it was typed, understood. */
export type KeysCommand =
  | { readonly action: 'list' | 'reseal' }
  | { readonly action: 'rotate'; readonly slug: string }
  | { readonly action: 'retire' | 'compromised' | 'reissue'; readonly keyId: string }

const keysCommand = z.union([
  z.tuple([z.enum(['list', 'reseal'])]).transform(([action]) => ({ action })),
  z.tuple([z.literal('rotate'), z.string()]).transform(([action, slug]) => ({ action, slug })),
  z
    .tuple([z.enum(['retire', 'compromised', 'reissue']), z.uuid()])
    .transform(([action, keyId]) => ({ action, keyId })),
])

/** Reads what was typed after `npm run keys --`, before anything is opened for it. */
export function readKeysCommand(
  typed: readonly string[],
): Extract<CommandOutcome, { kind: 'fault' }> | { kind: 'read'; command: KeysCommand } {
  const read = keysCommand.safeParse(typed)
  return read.success ? { kind: 'read', command: read.data } : { kind: 'fault', says: usage }
}

/**
 * Carries out one command of `npm run keys`.
 *
 * @throws {ConfigurationError} naming STAPJE_SECRET when it does not open what is sealed.
 */
export async function runKeysCommand(
  service: KeysCommandService,
  command: KeysCommand,
): Promise<CommandOutcome> {
  const { db, deps } = service
  if (command.action === 'reseal') return reseal(service)
  // Before anything is sealed: with another secret, new keys would stand beside ones that cannot be opened.
  await checkKeys(db, deps.seals)
  switch (command.action) {
    case 'list':
      return list(db)
    case 'rotate':
      return rotate(db, deps, command.slug)
    case 'retire':
      return retire(db, deps, command.keyId)
    case 'compromised':
      return compromised(db, deps, command.keyId)
    case 'reissue':
      return reissue(db, deps, command.keyId)
  }
}

const done = (...lines: readonly string[]): CommandOutcome => ({ kind: 'done', lines })
const unknownKey = (keyId: string) =>
  fault(`There is no key ${keyId}. See them with: npm run keys -- list`)

async function reseal({ db, deps, earlierSeals }: KeysCommandService): Promise<CommandOutcome> {
  if (earlierSeals === null) {
    return fault('Set STAPJE_SECRET_EARLIER to the secret that was used until now.')
  }
  if (await isAtWork(db)) {
    return fault('Stop the service first: what it seals meanwhile would be lost.')
  }
  const { resealed, already } = await resealAll(db, earlierSeals, deps.seals)
  await checkKeys(db, deps.seals)
  return done(`${resealed} sealed anew, ${already} were already. Start with the new STAPJE_SECRET.`)
}

/** Whether a process of the service holds the queue or has a connection beside ours. */
async function isAtWork(db: Database): Promise<boolean> {
  const [others] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
      AND application_name IN ('stapje', 'stapje-worker')
      AND backend_start < (SELECT backend_start FROM pg_stat_activity WHERE pid = pg_backend_pid())`
  return (others?.count ?? 0) > 0
}

async function list(db: Database): Promise<CommandOutcome> {
  const keys = await listKeys(db)
  return done(
    ...keys.map((key) => {
      const ended = key.endedAt === null ? '' : ` ${key.endedAt.toISOString().slice(0, 10)}`
      return [
        key.id,
        key.organisation.padEnd(28),
        key.algorithm.padEnd(5),
        key.createdAt.toISOString().slice(0, 10),
        `${key.status}${ended}`.padEnd(22),
        `${key.badges} badges`,
      ].join('  ')
    }),
  )
}

async function rotate(db: Database, deps: Deps, slug: string): Promise<CommandOutcome> {
  const organisations = await db.organisation.findMany({
    where: slug === 'all' ? { leftAt: null } : { slug },
    orderBy: { slug: 'asc' },
    select: { id: true, slug: true },
  })
  if (organisations.length === 0) return fault(`There is no organisation ${slug}.`)
  const lines: string[] = []
  for (const organisation of organisations) {
    const { jwt, proof } = await db.$transaction((tx) => rotateKeys(tx, deps, organisation.id), {
      timeout: 60_000,
    })
    lines.push(
      `${organisation.slug}: signs with ${jwt.id} (JWT) and ${proof.id} (proof) from now on`,
    )
  }
  return done(...lines)
}

async function retire(db: Database, { clock }: Deps, keyId: string): Promise<CommandOutcome> {
  const { kind } = await retireKey(db, keyId, clock())
  if (kind === 'unknown') return unknownKey(keyId)
  return done(
    kind === 'retired' ? `${keyId} is retired.` : `${keyId} signed nothing any more already.`,
  )
}

async function compromised(db: Database, { clock }: Deps, keyId: string): Promise<CommandOutcome> {
  const outcome = await markCompromised(db, keyId, clock())
  switch (outcome.kind) {
    case 'unknown':
      return unknownKey(keyId)
    case 'alreadyMarked':
      return done(`${keyId} was marked already.`)
    case 'marked':
      return done(
        `${keyId} is marked. ${outcome.badges} badges say from now on that their key cannot be trusted.`,
        `To give them again, signed with another key: npm run keys -- reissue ${keyId}`,
      )
  }
}

async function reissue(db: Database, deps: Deps, keyId: string): Promise<CommandOutcome> {
  const outcome = await reissueBadges(db, deps, keyId)
  switch (outcome.kind) {
    case 'unknown':
      return unknownKey(keyId)
    case 'stillSigns':
      return fault(`${keyId} still signs. Mark it first: npm run keys -- compromised ${keyId}`)
    case 'reissued': {
      const { badges, endorsements, left } = outcome
      return done(
        `${badges} badges and ${endorsements} endorsements are signed again. Each badge keeps its links.`,
        ...(left === 0 ? [] : [`${left} badges whose words were erased cannot be signed again.`]),
      )
    }
  }
}
