import { type Request, type Response, Router } from 'express'
import { findDataLink } from '../../learners/held/data-link.ts'
import { heldData } from '../../learners/held/held-data.ts'
import { chooseLocale } from '../choose-locale.ts'
import type { WebContext } from '../context.ts'
import { dataFile } from '../data-file.ts'
import { dataLinkPage } from '../pages/data-link-page.tsx'
import { answerProblem } from '../problem.ts'

/**
 * A person's own data by the link they got in the chat (`/data/<token>`, for an hour): GET shows a button,
 * POST gives the file, made there and then. Nothing of it is kept by anybody between.
 */
export function dataRoutes({ db, deps, cities, city }: WebContext): Router {
  const find = async (request: Request<{ token: string }>, response: Response) => {
    response.set({ 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex, nofollow' })
    const outcome = await findDataLink(db, deps, request.params.token)
    if (outcome.kind === 'found') return outcome.personId
    answerProblem(request, response, outcome.kind === 'ended' ? 'link-ended' : 'not-found', city)
    return null
  }
  const router = Router()
  router.get('/data/:token', async (request, response) => {
    if ((await find(request, response)) === null) return
    const locale = chooseLocale(request, city().defaultLocale)
    response.vary('Accept-Language').type('html').send(dataLinkPage(locale))
  })
  router.post('/data/:token', async (request, response) => {
    const personId = await find(request, response)
    if (personId === null) return
    const data = await heldData(db, deps, personId)
    if (data === null) return answerProblem(request, response, 'not-found', city)
    response
      .set('content-disposition', 'attachment; filename="stapje.zip"')
      .type('application/zip')
      .send(Buffer.from(dataFile(data, (cities.byId(data.person.cityId) ?? city()).timeZone)))
  })
  return router
}
