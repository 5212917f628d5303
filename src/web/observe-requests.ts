import type { RequestHandler } from 'express'
import type { Logger } from 'pino'
import type { Deps } from '../deps.ts'
import { inRequest, requestIdOf } from '../request-id.ts'
import type { Metrics } from './metrics.ts'

/**
 * Logs and counts every answer by its route's pattern: an address can hold a badge's token, and is
 * never written down, nor is who asked.
 */
export function observeRequests(
  log: Logger,
  metrics: Metrics,
  { clock, newId }: Pick<Deps, 'clock' | 'newId'>,
): RequestHandler {
  return (request, response, next) => {
    const names = {
      traceparent: request.get('traceparent'),
      requestId: request.get('x-request-id'),
    }
    const requestId = requestIdOf(names, newId)
    response.setHeader('x-request-id', requestId)
    const startedAt = clock().getTime()
    response.once('finish', () => {
      const observed = {
        method: request.method,
        route: typeof request.route?.path === 'string' ? request.route.path : 'other',
        status: response.statusCode,
        seconds: (clock().getTime() - startedAt) / 1000,
      }
      metrics.observeRequest(observed)
      log.info({ requestId, ...observed }, 'answered')
    })
    inRequest(requestId, next)
  }
}
