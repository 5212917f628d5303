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
}

/** Every page that anybody can open, by a name for it. A new page is a line here. */
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
      city: { path: '/rotterdam' },
      cityNextWeek: { path: '/rotterdam?day=next-week' },
      cityFiltered: {
        path: '/rotterdam?day=saturday&topic=cooking&neighbourhood=afrikaanderwijk',
      },
      cityNothing: { path: '/rotterdam?day=sunday&topic=money&neighbourhood=afrikaanderwijk' },
      activity: { path: '/rotterdam/activities/soep-voor-de-buurt' },
    }),
  )
}
