import { randomBytes } from 'node:crypto'
import { Writable } from 'node:stream'
import { Router } from 'express'
import { pino } from 'pino'
import { award } from '../../../src/badges/award.ts'
import { createShare, type ShareNameGiven } from '../../../src/badges/share.ts'
import { citiesOf, type SomeCities } from '../../../src/cities/cities.ts'
import { readCities, readCity } from '../../../src/cities/city.ts'
import type { Database } from '../../../src/database/client.ts'
import type { Deps } from '../../../src/deps.ts'
import type { Locale } from '../../../src/language/locale.ts'
import { createVerifyBadge } from '../../../src/verification/verify-badge.ts'
import { createMetrics } from '../../../src/web/metrics.ts'
import { createWebApp } from '../../../src/web/server.ts'
import { createTestClock, type TestClock } from '../../support/clock.ts'
import { seededTestDatabase } from '../../support/database.ts'
import { testDeps } from '../../support/deps.ts'
import { startTestWeb, type TestWeb } from '../../verification/support/test-web.ts'
import { type ServedApp, serve } from './serve.ts'

/** What a share is made of; badges are named by their organisation's slug and their own. */
export interface SharedThing {
  readonly badges: readonly (readonly [organisation: string, badge: string])[]
  readonly name?: ShareNameGiven
  readonly locale?: Locale
}

/** The whole site on a database of its own with the demo city, and what it wrote in its log. */
export interface TestSite extends ServedApp {
  readonly db: Database
  readonly deps: Deps
  readonly clock: TestClock
  /** The sites of others. */
  readonly web: TestWeb
  readonly logged: () => string
  /** Reads the cities again, as the service does each minute. */
  readCitiesAgain(): Promise<void>
  /** Parts that `/health/ready` asks about; a test may change them. */
  readonly parts: { database: boolean; worker: boolean }
  /** Awards badges to a new learner and shares them in one link. */
  share(thing: SharedThing): Promise<{ token: string; shareId: string; personId: string }>
}

/**
 * Starts the site. A router of the test's own stands where the channels' stand; with a proxy before it,
 * a request may say whose it is.
 */
export async function startTestSite(
  channelRouter: Router = Router(),
  trustedProxies = 0,
): Promise<TestSite> {
  const { db, close } = await seededTestDatabase()
  const clock = createTestClock()
  const city = await readCity(db, 'rotterdam')
  if (city === null) throw new Error('The demo city is not loaded')
  let hosted: SomeCities = [city]
  const web = await startTestWeb()
  const parts = { database: true, worker: true }
  let lines = ''
  const log = pino(
    { level: 'debug' },
    new Writable({
      write(chunk, _encoding, done) {
        lines += String(chunk)
        done()
      },
    }),
  )
  const site: { deps?: Deps } = {}
  const served = await serve(async (siteUrl) => {
    const deps = testDeps({ clock: clock.clock, siteUrl })
    site.deps = deps
    return createWebApp({
      db,
      deps,
      cities: citiesOf(() => hosted),
      city: () => city,
      log,
      metrics: createMetrics(),
      verifyBadge: createVerifyBadge({ db, deps, fetch: web.fetch }),
      fetch: web.fetch,
      routers: [channelRouter],
      chatWays: () => [
        { name: 'telegram', link: 'https://t.me/stapje_bot' },
        { name: 'whatsapp', link: 'https://wa.me/31101234567' },
        { name: 'slack', link: null },
      ],
      ready: async () => parts,
      trustedProxies,
    })
  })
  const { deps } = site
  if (deps === undefined) throw new Error('The site did not start')

  return {
    ...served,
    db,
    deps,
    clock,
    web,
    parts,
    logged: () => lines,
    async readCitiesAgain() {
      const [first = city, ...others] = await readCities(db)
      hosted = [first, ...others]
    },
    async share({ badges, name = { kind: 'none' }, locale = 'nl' }) {
      const person = await db.person.create({
        data: {
          cityId: city.id,
          learnerCode: `TEST-${randomBytes(4).toString('hex')}`,
          locale,
          createdAt: clock.clock(),
        },
        select: { id: true },
      })
      return db.$transaction(
        async (tx) => {
          const awardIds: string[] = []
          for (const [organisation, slug] of badges) {
            const achievement = await tx.achievement.findFirstOrThrow({
              where: { slug, organisation: { slug: organisation } },
              select: { id: true },
            })
            const outcome = await award(tx, deps, {
              personId: person.id,
              achievementId: achievement.id,
              givenById: null,
              note: null,
            })
            awardIds.push(outcome.awardId)
          }
          const outcome = await createShare(tx, deps, {
            personId: person.id,
            awardIds,
            name,
            locale,
          })
          if (outcome.kind !== 'shared') throw new Error('The badges could not be shared')
          const token = outcome.url.split('/').at(-1) ?? ''
          return { token, shareId: outcome.shareId, personId: person.id }
        },
        { timeout: 30_000 },
      )
    },
    async close() {
      await served.close()
      await web.close()
      await close()
    },
  }
}
