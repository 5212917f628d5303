import type { Router } from 'express'
import { readCity } from '../../../src/cities/city.ts'
import { makeDataLink } from '../../../src/learners/held/data-link.ts'
import { makeLearner } from '../../support/learner.ts'
import { fillAwards, fillPast, publishStory } from '../../support/lively-city.ts'
import { adminPages } from './admin-pages.ts'
import { badgePages } from './badge-pages.ts'
import { filePages } from './file-pages.ts'
import { problemPages } from './problem-pages.ts'
import type { NamedPages, PublicPage } from './public-page.ts'
import type { TestSite } from './test-site.ts'
import { verifyPages } from './verify-pages.ts'

/**
 * Every page, by a name for it. A new page is a line here, or in the file of its sort.
 *
 * @param router of the test's own, in front of the site: what is hard to come by is served there.
 */
export async function publicPages(
  site: TestSite,
  router: Router,
): Promise<ReadonlyMap<string, PublicPage>> {
  await fillCity(site)
  const city = await readCity(site.db, 'rotterdam')
  if (city === null) throw new Error('The demo city is not loaded')
  return new Map(
    Object.entries({
      ...(await badgePages(site)),
      ...(await sitePages(site)),
      ...(await verifyPages(site)),
      ...(await adminPages(site)),
      ...(await filePages(site, router)),
      ...problemPages(router, city),
    }),
  )
}

async function sitePages({ db, deps, clock, url }: TestSite): Promise<NamedPages> {
  const unplanned = 'gitaar-eerste-akkoorden'
  const coming = { activity: { slug: unplanned }, startsAt: { gt: clock.clock() } }
  await db.signup.deleteMany({ where: { session: coming } })
  await db.session.deleteMany({ where: coming })
  const achievement = await db.achievement.findFirstOrThrow({
    where: { slug: 'klaar-voor-het-cafe' },
    select: { id: true, organisationId: true },
  })
  const pathway = await db.pathway.findFirstOrThrow({
    where: { slug: 'horeca' },
    select: { id: true },
  })
  const { id: personId } = await makeLearner(db)
  const dataLink = await db.$transaction((tx) =>
    makeDataLink(tx, deps, { personId, now: clock.clock() }),
  )
  return {
    issuer: { path: `/issuers/${achievement.organisationId}` },
    achievement: { path: `/achievements/${achievement.id}` },
    pathway: { path: `/pathways/${pathway.id}` },
    landing: { path: '/' },
    privacy: { path: '/privacy' },
    myData: { path: new URL(dataLink).pathname },
    city: { path: '/rotterdam' },
    cityNextWeek: { path: '/rotterdam?day=next-week' },
    cityFiltered: { path: '/rotterdam?day=saturday&topic=cooking&neighbourhood=afrikaanderwijk' },
    cityNothing: { path: '/rotterdam?day=sunday&topic=money&neighbourhood=afrikaanderwijk' },
    impact: { path: '/rotterdam/impact' },
    activity: { path: '/rotterdam/activities/soep-voor-de-buurt' },
    activityUnplanned: { path: `/rotterdam/activities/${unplanned}` },
    employers: { path: '/voor-werkgevers' },
    employersEnglish: { path: '/for-employers' },
    poster: { path: '/voor-werkgevers/poster', sheets: 1, onPaper: new URL(url).host },
  }
}

/** Something to tell and something to count. */
async function fillCity({ db, deps }: TestSite): Promise<void> {
  await publishStory(db, deps, {
    text: 'Ik durfde eerst niet binnen te komen. Nu kook ik elke zaterdag mee, en ken ik de halve straat.',
    name: 'Samira',
    locale: 'nl',
  })
  await publishStory(db, deps, {
    text: 'I learnt how to repair my own bike. Now I help others on Saturday, and I got a job out of it.',
    name: null,
    locale: 'en',
  })
  await fillPast(db, [
    { activity: 'soep-voor-de-buurt', visits: byMonth([9, 14, 11, 21, 26]) },
    { activity: 'taalcafe-middelland', visits: byMonth([6, 8, 3, 17, 19]) },
    { activity: 'fiets-repareren', visits: byMonth([8, 7, 12, 12, 2]) },
    { activity: 'leren-fietsen', visits: byMonth([5, 6, 9, 11, 14]) },
    { activity: 'gitaar-eerste-akkoorden', visits: byMonth([4, 2, 5, 1, 6]) },
  ])
  await fillAwards(db, 'eerste-stap', byMonth([7, 9, 8, 14, 17]))
  await fillAwards(db, 'koffie-en-thee', byMonth([3, 5, 6, 7, 11]))
  await fillAwards(db, 'klaar-voor-het-cafe', byMonth([0, 1, 5, 6, 8]))
}

/** Numbers for June to October. */
const byMonth = (counts: readonly number[]) =>
  Object.fromEntries(
    counts.map((count, index) => [`2026-${String(index + 6).padStart(2, '0')}`, count]),
  )
