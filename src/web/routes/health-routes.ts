import { Router } from 'express'
import type { WebContext } from '../context.ts'

/** For whoever keeps the service running: is it alive, can it work, what has it done. */
export function healthRoutes({ ready, metrics }: Pick<WebContext, 'ready' | 'metrics'>): Router {
  const router = Router()
  router.get('/health/live', (_request, response) => {
    response.json({ status: 'live' })
  })
  router.get('/health/ready', async (_request, response) => {
    const parts = await ready()
    const [down] = Object.keys(parts).filter((part) => parts[part] === false)
    response.status(down === undefined ? 200 : 503).set('cache-control', 'no-store')
    if (down === undefined) response.json({ status: 'ready', ...parts })
    else response.json({ status: 'not-ready', code: `${down}-down`, ...parts })
  })
  router.get('/metrics', async (_request, response) => {
    response.type(metrics.contentType).send(await metrics.text())
  })
  return router
}
