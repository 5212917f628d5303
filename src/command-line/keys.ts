import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { z } from 'zod'
import { readConfig } from '../config.ts'
import type { Database } from '../database/client.ts'
import { prepareDatabase } from '../service/database.ts'
import { secretOf } from '../service/secret.ts'
import { createUndoStack } from '../service/stack.ts'
import { checkKeys } from '../signing/check-keys.ts'
import { createKeyRing } from '../signing/key-ring.ts'
import { listKeys, markCompromised, retireKey, rotateKeys } from '../signing/manage-keys.ts'
import { resealAll } from '../signing/reseal.ts'
import { createSeals, type Seals } from '../signing/seals.ts'
import { runProgram } from './run-program.ts'

const usage = `Say what to do with the keys that badges are signed with:
  npm run keys -- list
  npm run keys -- rotate <organisation>|all   new keys; what the earlier ones signed goes on to hold
  npm run keys -- retire <key>                this one signs nothing any more
  npm run keys -- compromised <key>           it was in the wrong hands: what it signed does not hold
Or with the secret that seals (stop the service first; run again when it was interrupted):
  STAPJE_SECRET=<new> STAPJE_SECRET_EARLIER=<old> npm run keys -- reseal`

const now = () => new Date()

/** `npm run keys -- list|rotate|retire|compromised`: keeps the keys that badges are signed with. */
await runProgram(async () => {
  const [action = '', subject = ''] = process.argv.slice(2)
  const needsSubject = ['rotate', 'retire', 'compromised'].includes(action)
  if (!['list', 'reseal'].includes(action) && (!needsSubject || subject === '')) return usage
  if (['retire', 'compromised'].includes(action) && !z.uuid().safeParse(subject).success) {
    return `${subject} is not a key. See them with: npm run keys -- list`
  }
  const config = readConfig()
  const undo = createUndoStack()
  try {
    const { db } = await prepareDatabase(config, pino({ level: 'silent' }), undo)
    const isTryout = config.databaseUrl === null
    const seals = createSeals(await secretOf(config, isTryout))
    if (action === 'reseal') return await reseal(db, seals, config.earlierSecret)
    // Before anything is sealed: with another secret, new keys would stand beside ones that cannot be opened.
    await checkKeys(db, seals)
    switch (action) {
      case 'list':
        return await list(db)
      case 'retire':
        return await retire(db, subject)
      case 'compromised':
        return await compromised(db, subject)
      default: {
        const siteUrl = config.publicUrl ?? `http://localhost:${config.port}`
        const parts = { seals, clock: now, newId: () => randomUUID(), siteUrl }
        return await rotate(db, createKeyRing(parts), subject)
      }
    }
  } finally {
    await undo.undoAll()
  }
})

async function reseal(db: Database, to: Seals, earlier: string | null): Promise<string | null> {
  if (earlier === null) return 'Set STAPJE_SECRET_EARLIER to the secret that was used until now.'
  if (await isAtWork(db)) return 'Stop the service first: what it seals meanwhile would be lost.'
  const { resealed, already } = await resealAll(db, createSeals(earlier), to)
  await checkKeys(db, to)
  console.log(`${resealed} sealed anew, ${already} were already. Start with the new STAPJE_SECRET.`)
  return null
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

async function list(db: Database): Promise<null> {
  for (const key of await listKeys(db)) {
    const ended = key.endedAt === null ? '' : ` ${key.endedAt.toISOString().slice(0, 10)}`
    console.log(
      [
        key.id,
        key.organisation.padEnd(28),
        key.algorithm.padEnd(5),
        key.createdAt.toISOString().slice(0, 10),
        `${key.status}${ended}`.padEnd(22),
        `${key.badges} badges`,
      ].join('  '),
    )
  }
  return null
}

async function rotate(
  db: Database,
  keyRing: ReturnType<typeof createKeyRing>,
  slug: string,
): Promise<string | null> {
  const organisations = await db.organisation.findMany({
    where: slug === 'all' ? { leftAt: null } : { slug },
    orderBy: { slug: 'asc' },
    select: { id: true, slug: true },
  })
  if (organisations.length === 0) return `There is no organisation ${slug}.`
  for (const organisation of organisations) {
    const { jwt, proof } = await db.$transaction(
      (tx) => rotateKeys(tx, { keyRing, clock: now }, organisation.id),
      { timeout: 60_000 },
    )
    console.log(
      `${organisation.slug}: signs with ${jwt.id} (JWT) and ${proof.id} (proof) from now on`,
    )
  }
  return null
}

async function retire(db: Database, keyId: string): Promise<string | null> {
  const { kind } = await retireKey(db, keyId, now())
  if (kind === 'unknown') return `There is no key ${keyId}.`
  console.log(
    kind === 'retired' ? `${keyId} is retired.` : `${keyId} signed nothing any more already.`,
  )
  return null
}

async function compromised(db: Database, keyId: string): Promise<string | null> {
  const outcome = await markCompromised(db, keyId, now())
  if (outcome.kind === 'unknown') return `There is no key ${keyId}.`
  console.log(
    outcome.kind === 'marked'
      ? `${keyId} is marked. ${outcome.badges} badges say from now on that their key cannot be trusted.`
      : `${keyId} was marked already.`,
  )
  return null
}
