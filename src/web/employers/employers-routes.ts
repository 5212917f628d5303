import { Router } from 'express'
import { drawBadge } from '../../badges/drawing.ts'
import { isLocale, locales } from '../../language/locale.ts'
import type { WebContext } from '../context.ts'
import { forEmployersPath, posterPath } from '../paths.ts'
import { employersPage, posterPage } from './employers-page.tsx'

/** A drawing for each kind, with the pictogram that says most of it. */
const drawings = {
  encouragement: drawBadge({ kind: 'encouragement', topic: null }),
  skill: drawBadge({ kind: 'skill', topic: 'hospitality' }),
  pathway: drawBadge({ kind: 'pathway', topic: 'gardening' }),
}

/** What employers read, at an address in each language; the language of the address holds, unless asked. */
export function employersRoutes({ city, deps }: Pick<WebContext, 'city' | 'deps'>): Router {
  const { siteUrl } = deps
  const router = Router()
  for (const language of locales) {
    const pages = {
      [forEmployersPath(language)]: employersPage,
      [posterPath(language)]: posterPage,
    }
    for (const [path, page] of Object.entries(pages)) {
      router.get(path, (request, response) => {
        const asked = request.query.lang
        const locale = isLocale(asked) ? asked : language
        response
          .set('cache-control', 'public, max-age=3600')
          .type('html')
          .send(page({ city: city(), locale, siteUrl }))
      })
    }
  }
  for (const [kind, drawing] of Object.entries(drawings)) {
    router.get(`/assets/kinds/${kind}.svg`, (_request, response) => {
      response.set('cache-control', 'public, max-age=86400').type('svg').send(drawing)
    })
  }
  return router
}
