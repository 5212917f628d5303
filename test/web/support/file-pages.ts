import type { Router } from 'express'
import { findShare } from '../../../src/badges/find-share.ts'
import { isLocale, type Locale } from '../../../src/language/locale.ts'
import { heldData } from '../../../src/learners/held/held-data.ts'
import { archivePage } from '../../../src/web/archive/archive-page.tsx'
import { heldDataPage } from '../../../src/web/pages/held-data-page.tsx'
import type { NamedPages } from './public-page.ts'
import type { TestSite } from './test-site.ts'

const cafe = 'leercafe-de-derde-kop'
const timeZone = 'Europe/Amsterdam'

/** The pages inside the files that people keep, served by the test as if they were opened from a folder. */
export async function filePages(site: TestSite, router: Router): Promise<NamedPages> {
  const { db, deps } = site
  const shared = await site.share({
    badges: [
      [cafe, 'koffie-en-thee'],
      ['buurthuis-de-kade', 'hielp-mee'],
    ],
  })
  const found = await findShare(db, deps, shared.token)
  const held = await heldData(db, deps, shared.personId)
  if (found.kind !== 'found' || held === null) throw new Error('There is nothing to keep')
  const badges = found.share.badges.map((badge, index) => ({ badge, folder: `0${index + 1}` }))
  const documents = {
    archive: (locale: Locale) => archivePage({ badges, locale, timeZone, madeAt: deps.clock() }),
    held: (locale: Locale) => heldDataPage(held, locale, timeZone),
  }
  for (const [name, document] of Object.entries(documents)) {
    router.get(`/opened/${name}`, ({ query: { lang } }, response) => {
      // A folder has no content policy, and no style of theirs is lost to one.
      response.removeHeader('content-security-policy')
      response.type('html').send(document(isLocale(lang) ? lang : 'nl'))
    })
  }
  return {
    archive: { path: '/opened/archive', isFile: true },
    held: { path: '/opened/held', isFile: true },
  }
}
