import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Prisma } from '../../src/database/generated/client.ts'
import { isDatabaseUnreachable } from '../../src/database/unreachable.ts'
import { seededTestDatabase, type TestDatabase } from '../support/database.ts'
import { makeLearner } from '../support/learner.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await seededTestDatabase()
})
afterAll(() => database.close())

const localeOf = async (id: string) =>
  (await database.db.person.findUniqueOrThrow({ where: { id }, select: { locale: true } })).locale

const toEnglish = (id: string) => Prisma.sql`
  UPDATE "Person" SET locale = 'en' WHERE id = ${id}::uuid RETURNING locale::text`

const count = async (tx: Prisma.TransactionClient) =>
  ({ kind: 'rollBack', result: await tx.session.count() }) as const

describe('a quick transaction', () => {
  it('sends its last statement with the commit, and gives its rows', async () => {
    const { id } = await makeLearner(database.db)
    const rows = await database.db.inQuickTransaction(async () => ({
      kind: 'commit',
      last: toEnglish(id),
      result: (found) => found,
    }))
    expect(rows).toEqual([{ locale: 'en' }])
    expect(await localeOf(id)).toBe('en')
  })

  it('has raw statements and models see the same, in the order in which they were asked', async () => {
    const { id } = await makeLearner(database.db)
    const seen = await database.db.inQuickTransaction(async (tx) => {
      await tx.$executeRaw(toEnglish(id))
      const byModel = await tx.person.findUniqueOrThrow({ where: { id }, select: { locale: true } })
      await tx.person.update({ where: { id }, data: { stoppedAt: new Date(0) } })
      const byRaw = await tx.$queryRaw`SELECT "stoppedAt" FROM "Person" WHERE id = ${id}::uuid`
      return { kind: 'rollBack', result: [byModel, byRaw] }
    })
    expect(seen).toEqual([{ locale: 'en' }, [{ stoppedAt: new Date(0) }]])
    expect(await localeOf(id)).toBe('nl')
  })

  it('compares a column with another by a model', async () => {
    const counts = await database.db.inQuickTransaction(async (tx) => {
      const { capacity } = tx.session.fields
      const full = await tx.session.count({ where: { goingCount: { gt: capacity } } })
      const free = await tx.session.count({ where: { goingCount: { lte: capacity } } })
      return { kind: 'rollBack', result: { full, free } }
    })
    expect(counts).toEqual({ full: 0, free: await database.db.session.count() })
  })

  it('keeps nothing of work that throws, by raw statement, model or last', async () => {
    const { id } = await makeLearner(database.db)
    const failing = (how: 'throw' | 'raw' | 'model' | 'last') =>
      database.db.inQuickTransaction(async (tx) => {
        await tx.$executeRaw(toEnglish(id))
        await tx.person.update({ where: { id }, data: { stoppedAt: new Date(0) } })
        if (how === 'throw') throw new RangeError('no')
        if (how === 'raw') await tx.$executeRaw`SELECT 1 / 0`
        if (how === 'model') await tx.person.delete({ where: { id: randomUUID() } })
        return { kind: 'commit', last: Prisma.sql`SELECT 1 / 0`, result: () => null }
      })
    for (const how of ['throw', 'raw', 'model', 'last'] as const) {
      await expect(failing(how), how).rejects.toThrow()
      expect(await localeOf(id)).toBe('nl')
    }
  })

  it('does not pass for done when a statement failed and was not minded', async () => {
    const { id } = await makeLearner(database.db)
    const careless = database.db.inQuickTransaction(async (tx) => {
      await tx.$executeRaw`SELECT 1 / 0`.catch(() => 0)
      return { kind: 'commit', result: () => null }
    })
    await expect(careless).rejects.toThrow('rolled back')
    expect(await localeOf(id)).toBe('nl')
  })

  it('gives raw values the types that Prisma gives them', async () => {
    const at = new Date('2026-11-28T12:34:56.789Z')
    const ask = (tx: Prisma.TransactionClient) => tx.$queryRaw`
      SELECT count(*) AS big, 1.50::numeric AS exact, ${at}::timestamptz AS moment,
        ${at}::timestamptz::date AS day, '{"a":[1]}'::jsonb AS json, ARRAY['a','b'] AS list,
        ${'x'}::text AS word, ${[1, 2]}::int[] AS numbers, NULL::text AS nothing, true AS yes`
    const byPrisma = await database.db.$transaction(ask)
    const quick = await database.db.inQuickTransaction(async (tx) => ({
      kind: 'rollBack',
      result: await ask(tx),
    }))
    expect(quick).toEqual(byPrisma)
  })

  it('lives through the loss of its connection', async () => {
    const lost = database.db.inQuickTransaction(async (tx) => {
      const [{ pid } = { pid: 0 }] = await tx.$queryRaw<{ pid: number }[]>`
        SELECT pg_backend_pid() AS pid`
      await database.db.$executeRaw`SELECT pg_terminate_backend(${pid}::int)`
      // No statement is under way when the connection goes.
      await expect.poll(() => tx.$queryRaw`SELECT 1`.catch(String)).toContain('rror')
      return { kind: 'commit', result: () => null }
    })
    const fault = await lost.catch((error: unknown) => error)
    expect(isDatabaseUnreachable(fault)).toBe(true)
    expect(await database.db.inQuickTransaction(count)).toBeGreaterThan(0)
  })

  it('leaves the connection fit for the next', async () => {
    const many = Array.from({ length: 40 }, (_, index) =>
      database.db.inQuickTransaction(async (tx) => {
        if (index % 3 === 0) await tx.$executeRaw`SELECT 1 / 0`
        await tx.person.count()
        return { kind: 'commit', result: () => index }
      }),
    )
    const done = await Promise.allSettled(many)
    expect(done.map(({ status }) => status)).toEqual(
      many.map((_, index) => (index % 3 === 0 ? 'rejected' : 'fulfilled')),
    )
  })
})
