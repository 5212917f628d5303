import express, { type Express } from 'express'
import helmet from 'helmet'
import type { WebContext } from './context.ts'
import { healthRoutes } from './routes/health-routes.ts'

/** The app of a process that only works on the queue: health and metrics, and nothing else. */
export function createHealthApp(options: Pick<WebContext, 'ready' | 'metrics'>): Express {
  const app = express()
  app.use(helmet())
  app.use(healthRoutes(options))
  return app
}
