import { Router } from 'express'
import { findShare } from '../../badges/find-share.ts'
import type { WebContext } from '../context.ts'
import { answerProblem } from '../problem.ts'
import { previewPicture } from './share-preview.tsx'

/** The picture that a chat shows of a learner's link. It ends when the link does. */
export function previewRoutes({ db, deps, city }: WebContext): Router {
  const router = Router()
  router.get('/b/:token/preview.png', async (request, response) => {
    response.set({ 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex' })
    const outcome = await findShare(db, deps, request.params.token)
    if (outcome.kind !== 'found') {
      const code = outcome.kind === 'ended' ? 'link-ended' : 'not-found'
      return answerProblem(request, response, code, city)
    }
    response.type('png').send(previewPicture(outcome.share))
  })
  return router
}
