import { makeDataLink } from '../../../src/learners/held/data-link.ts'
import { fillAwards, fillPast, publishStory } from '../../support/lively-city.ts'
import { signIn } from '../admin/sign-in.ts'
import type { TestSite } from './test-site.ts'

/** What is checked of a page besides what holds for all. */
export interface PublicPage {
  readonly path: string
  /** The status it is answered with; 200 when left out. */
  readonly status?: number
  /** It must print on this many sheets of A4. */
  readonly sheets?: number
  /** Words that must stand on paper. */
  readonly onPaper?: string
  /** The cookie of who may see it. */
  readonly cookie?: string
  /** What it tells the next page; nothing when left out. */
  readonly referrerPolicy?: 'same-origin'
}

/** Every page, by a name for it. A new page is a line here. */
export async function publicPages(site: TestSite): Promise<ReadonlyMap<string, PublicPage>> {
  const cafe = 'leercafe-de-derde-kop'
  const compliment = await site.share({ badges: [['buurthuis-de-kade', 'eerste-stap']] })
  const skill = await site.share({
    badges: [[cafe, 'bestellen-en-serveren']],
    name: { kind: 'full', text: 'Wilhelmina Papadopoulou-van der Westerbrink' },
  })
  const several = await site.share({
    badges: [
      [cafe, 'koffie-en-thee'],
      ['buurthuis-de-kade', 'hielp-mee'],
      [cafe, 'klaar-voor-het-cafe'],
    ],
    name: { kind: 'first', text: 'Samira' },
  })
  const takenBack = await site.share({ badges: [[cafe, 'koffie-en-thee']] })
  await site.db.award.updateMany({
    where: { personId: takenBack.personId },
    data: { revokedAt: site.clock.clock(), revokedReason: 'Per ongeluk gegeven', stands: null },
  })
  const achievement = await site.db.achievement.findFirstOrThrow({
    where: { slug: 'klaar-voor-het-cafe' },
    select: { id: true, organisationId: true },
  })
  const pathway = await site.db.pathway.findFirstOrThrow({
    where: { slug: 'horeca' },
    select: { id: true },
  })
  await fillCity(site)
  const dataLink = await site.db.$transaction((tx) =>
    makeDataLink(tx, site.deps, { personId: takenBack.personId, now: site.clock.clock() }),
  )
  const { cookie, organisationId } = await signIn(site, cafe)
  const activity = await site.db.activity.findFirstOrThrow({
    where: { organisationId },
    select: { id: true },
  })
  const coordinator = await signIn(site, 'leerstad-rotterdam')
  const forAdmins = { cookie, referrerPolicy: 'same-origin' } as const
  const forCoordinators = { ...forAdmins, cookie: coordinator.cookie }
  const onPaper = `${site.url}/b/`
  return new Map<string, PublicPage>(
    Object.entries({
      compliment: { path: `/b/${compliment.token}`, sheets: 1, onPaper },
      skill: { path: `/b/${skill.token}`, sheets: 1, onPaper },
      several: { path: `/b/${several.token}`, onPaper },
      takenBack: { path: `/b/${takenBack.token}`, sheets: 1, onPaper },
      unknown: { path: '/b/unknown', status: 404 },
      issuer: { path: `/issuers/${achievement.organisationId}` },
      achievement: { path: `/achievements/${achievement.id}` },
      landing: { path: '/' },
      privacy: { path: '/privacy' },
      verify: { path: '/verify' },
      myData: { path: new URL(dataLink).pathname },
      city: { path: '/rotterdam' },
      cityNextWeek: { path: '/rotterdam?day=next-week' },
      cityFiltered: {
        path: '/rotterdam?day=saturday&topic=cooking&neighbourhood=afrikaanderwijk',
      },
      cityNothing: { path: '/rotterdam?day=sunday&topic=money&neighbourhood=afrikaanderwijk' },
      impact: { path: '/rotterdam/impact' },
      employers: { path: '/voor-werkgevers' },
      employersEnglish: { path: '/for-employers' },
      poster: { path: '/voor-werkgevers/poster', sheets: 1, onPaper: new URL(site.url).host },
      pathway: { path: `/pathways/${pathway.id}` },
      activity: { path: '/rotterdam/activities/soep-voor-de-buurt' },
      signedOut: { path: '/admin', status: 401, referrerPolicy: 'same-origin' },
      admin: { path: '/admin', ...forCoordinators },
      adminActivity: { path: `/admin/activities/${activity.id}`, ...forAdmins },
      adminBadges: { path: '/admin/badges', ...forAdmins },
      adminBadge: { path: '/admin/badges/new', ...forAdmins },
      adminStories: { path: '/admin/stories', ...forCoordinators },
    }),
  )
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
