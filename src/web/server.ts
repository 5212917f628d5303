import express, { type Express, type Router } from 'express'
import { rateLimit } from 'express-rate-limit'
import helmet from 'helmet'
import { adminRoutes } from './admin/admin-routes.ts'
import { cityRoutes } from './city/city-routes.ts'
import type { WebContext } from './context.ts'
import { employersRoutes } from './employers/employers-routes.ts'
import { observeRequests } from './observe-requests.ts'
import { previewRoutes } from './preview/preview-routes.ts'
import { answerProblem, problemHandler } from './problem.ts'
import { apiRoutes } from './routes/api-routes.ts'
import { checkInRoutes } from './routes/check-in-routes.ts'
import { dataRoutes } from './routes/data-routes.ts'
import { endorsementRoutes } from './routes/endorsement-routes.ts'
import { healthRoutes } from './routes/health-routes.ts'
import { issuerRoutes } from './routes/issuer-routes.ts'
import { keyRoutes } from './routes/key-routes.ts'
import { pathwayRoutes } from './routes/pathway-routes.ts'
import { shareRoutes } from './routes/share-routes.ts'
import { siteRoutes } from './routes/site-routes.ts'
import { verifyRoutes } from './routes/verify-routes.ts'

/** Everything the one Express app is made of. */
export interface WebAppOptions extends WebContext {
  /** The channels' webhooks and, for trying it out, the simulator: they come first. */
  readonly routers: readonly Router[]
  /** Proxies in front of us whose X-Forwarded-For is believed. */
  readonly trustedProxies: number
}

/** A person reads, a verifier fetches a handful of files; more than this is a machine guessing links. */
const pagesPerMinute = 300

/** What a page may load: our own styles and pictures. */
const contentPolicy = {
  defaultSrc: ["'none'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
}

/** Makes the Express app; it listens to nothing yet. */
export function createWebApp(options: WebAppOptions): Express {
  const { deps, city, log, metrics, routers, trustedProxies } = options
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', trustedProxies)
  app.set('query parser', 'simple')
  app.use(observeRequests(log, metrics, deps))
  app.use(
    helmet({
      // Of what comes first, the simulator has a script of its own; nothing comes from elsewhere.
      contentSecurityPolicy: {
        useDefaults: false,
        directives: { ...contentPolicy, scriptSrc: ["'self'"], connectSrc: ["'self'"] },
      },
      referrerPolicy: { policy: 'no-referrer' },
      // Pictures of badges are shown by chats and by other sites.
      crossOriginResourcePolicy: { policy: 'cross-origin' },
    }),
  )
  for (const router of routers) app.use(router)
  // From here on the pages are ours, and no script runs on any of them.
  app.use(helmet.contentSecurityPolicy({ useDefaults: false, directives: contentPolicy }))
  app.use(healthRoutes(options))
  app.use(
    rateLimit({
      windowMs: 60_000,
      limit: pagesPerMinute,
      standardHeaders: 'draft-8',
      legacyHeaders: false,
      handler: (request, response) => answerProblem(request, response, 'too-many-requests', city),
    }),
  )
  app.use(
    siteRoutes(options),
    dataRoutes(options),
    previewRoutes(options),
    shareRoutes(options),
    issuerRoutes(options),
    keyRoutes(options),
  )
  app.use(apiRoutes(options), endorsementRoutes(options), checkInRoutes(options))
  app.use(pathwayRoutes(options), employersRoutes(options), verifyRoutes(options))
  app.use(adminRoutes(options))
  // Last: a city may have any name that is not a page of ours.
  app.use(cityRoutes(options))
  app.use((request, response) => answerProblem(request, response, 'not-found', city))
  app.use(problemHandler(log, city))
  return app
}
