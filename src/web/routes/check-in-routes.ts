import { Router } from 'express'
import { toBuffer } from 'qrcode'
import { readSessionCode } from '../../activities/session-code.ts'
import { checkInStart } from '../../conversation/commands/check-in-replies.ts'
import type { WebContext } from '../context.ts'
import { answerProblem } from '../problem.ts'

const fileName = /^([A-Z]{3}[2-9]{3})\.png$/

/** Wide enough to be scanned from across a table. */
const widthPixels = 600

/**
 * Pictures to scan (`/check-in/<app>/<code>.png`): the link that opens a chat with the code in it, or the
 * code itself. They are drawn from the address alone, so that they tell nobody which codes there are.
 */
export function checkInRoutes({ deps, city }: Pick<WebContext, 'deps' | 'city'>): Router {
  const router = Router()
  router.get('/check-in/:app/:file', async (request, response) => {
    const [, typed = ''] = fileName.exec(request.params.file) ?? []
    const code = readSessionCode(typed)
    if (code === null) return answerProblem(request, response, 'not-found', city)
    const { app } = request.params
    const link = deps.chatLinks(checkInStart(code)).find((each) => each.app.toLowerCase() === app)
    if (link === undefined && app !== 'code') {
      return answerProblem(request, response, 'not-found', city)
    }
    const png = await toBuffer(link?.url ?? code, {
      type: 'png',
      width: widthPixels,
      margin: 4,
      errorCorrectionLevel: 'M',
    })
    response.set('cache-control', 'public, max-age=86400').type('png').send(png)
  })
  return router
}
