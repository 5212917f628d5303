import { Router } from 'express'
import { badgeFile } from '../../badges/badge-files.ts'
import { findBadge } from '../../badges/find-badge.ts'
import { openApiDocument } from '../api/openapi.ts'
import type { BadgeContext } from '../context.ts'
import { acceptedFileType, mediaTypes } from '../file-types.ts'
import { answerProblem } from '../problem.ts'
import { answerById } from './answer-by-id.ts'

/** For programs: a badge by its id, and the description of everything that programs may ask. */
export function apiRoutes({ db, deps, city }: BadgeContext): Router {
  const router = Router()
  router.get('/api/openapi.json', (_request, response) => {
    response
      .set({ 'access-control-allow-origin': '*', 'cache-control': 'public, max-age=300' })
      .json(openApiDocument(deps.siteUrl))
  })
  router.get(
    '/api/badges/:id',
    answerById(city)(async (id, request, response) => {
      response.set({ 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex, nofollow' })
      const fileType = acceptedFileType(request, false)
      if (fileType === null || fileType === 'page') {
        answerProblem(request, response, 'not-acceptable', city)
        return true
      }
      const outcome = await findBadge(db, deps, id)
      if (outcome.kind === 'unknown') return false
      response.type(mediaTypes[fileType]).send(badgeFile(outcome.badge, fileType))
      return true
    }),
  )
  return router
}
