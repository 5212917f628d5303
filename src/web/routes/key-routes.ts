import { type Request, Router } from 'express'
import { publishedStatusList } from '../../badges/published-status-list.ts'
import { publishedKey, publishedKeys } from '../../signing/published-keys.ts'
import type { BadgeContext } from '../context.ts'
import { acceptedFileType } from '../file-types.ts'
import { answerProblem } from '../problem.ts'
import { answerById, sendKeys } from './answer-by-id.ts'

const mediaTypes = { jwk: 'application/jwk+json', multikey: 'application/ld+json' } as const

/** What badges are verified with: the keys, and the lists that tell which do not hold any more. */
export function keyRoutes({ db, deps, city }: BadgeContext): Router {
  const router = Router()
  const withId = answerById(city)
  router.get(
    '/keys/:id',
    withId(async (id, request, response) => {
      const key = await publishedKey(db, deps, id)
      if (key.kind === 'unknown') return false
      if (key.kind === 'compromised') {
        answerProblem(request, response, 'key-compromised', city)
        return true
      }
      return sendKeys(response, mediaTypes[key.kind], key.document)
    }),
  )
  router.get('/.well-known/jwks.json', async (_request, response) => {
    response.set('access-control-allow-origin', '*')
    sendKeys(response, 'application/jwk-set+json', await publishedKeys(db, deps))
  })
  router.get(
    '/status/:id',
    withId(async (id, request, response) => {
      const list = await publishedStatusList(db, deps, id)
      if (list === null) return false
      // Kept by whoever likes, and asked about each time: a badge that is taken back is so at once.
      response.set('cache-control', 'public, no-cache')
      const form = formOf(request)
      response.set('etag', `"${list.version}-${form}"`)
      if (form === 'jwt') response.type('application/vc+jwt').send(list.jwt)
      else response.type('application/vc+ld+json').send(list.json)
      return true
    }),
  )
  return router
}

/** With the embedded proof, unless a JWT is what is asked for. */
const formOf = (request: Request): 'json' | 'jwt' =>
  acceptedFileType(request, false) === 'jwt' ? 'jwt' : 'json'
