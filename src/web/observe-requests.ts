import type { RequestHandler } from 'express'
import type { Logger } from 'pino'
import type { Metrics } from './metrics.ts'

/**
 * Logs and counts every answer by its route's pattern: an address can hold a badge's token, and is
 * never written down, nor is who asked.
 */
export function observeRequests(log: Logger, metrics: Metrics, clock: () => Date): RequestHandler {
  return (request, response, next) => {
    const startedAt = clock().getTime()
    response.once('finish', () => {
      const observed = {
        method: request.method,
        route: typeof request.route?.path === 'string' ? request.route.path : 'other',
        status: response.statusCode,
        seconds: (clock().getTime() - startedAt) / 1000,
      }
      metrics.observeRequest(observed)
      log.info(observed, 'answered')
    })
    next()
  }
}
