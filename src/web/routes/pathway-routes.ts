import { Router } from 'express'
import { z } from 'zod'
import { findPathway } from '../../badges/find-pathway.ts'
import { chooseLocale } from '../choose-locale.ts'
import type { WebContext } from '../context.ts'
import { pathwayData, pathwayPage } from '../pages/pathway-page.tsx'
import { answerProblem } from '../problem.ts'

const uuid = z.uuid()

/** Pathways, as a page for people and as JSON-LD for programs. */
export function pathwayRoutes({ db, deps, city }: WebContext): Router {
  const router = Router()
  router.get('/pathways/:id', async (request, response) => {
    response.set('access-control-allow-origin', '*').vary('Accept, Accept-Language')
    const id = uuid.safeParse(request.params.id)
    const pathway = id.success ? await findPathway(db, id.data) : null
    if (pathway === null) return answerProblem(request, response, 'not-found', city)
    const locale = chooseLocale(request, city().defaultLocale)
    response.set('cache-control', 'public, max-age=300')
    const types = ['application/ld+json', 'application/json', 'text/html']
    if (request.accepts(types) === 'text/html') {
      response.type('html').send(pathwayPage(pathway, locale))
      return
    }
    const data = pathwayData(pathway, locale, deps.siteUrl)
    response.type('application/ld+json').send(JSON.stringify(data))
  })
  return router
}
