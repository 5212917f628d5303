import express, { type Request, type RequestHandler, type Response, Router } from 'express'
import { rateLimit } from 'express-rate-limit'
import { enterByLink, isAdminLinkOpen, signOut } from '../../organisations/admin/admin-session.ts'
import { chooseLocale } from '../choose-locale.ts'
import { answerProblem } from '../problem.ts'
import { activityRoutes } from './activities/activity-routes.ts'
import { cancelSessionRoutes } from './activities/cancel-session-page.tsx'
import { type AdminContext, readCookie, signedIn, writeCookie } from './admin-area.ts'
import { badgeRoutes } from './badges/badge-routes.ts'
import { failedRoutes } from './failed-page.tsx'
import { importRoutes } from './import/import-routes.ts'
import { overviewRoutes } from './overview-page.tsx'
import { enterPage, signedOutPage } from './sign-in-pages.tsx'
import { storyRoutes } from './stories-page.tsx'

/** Largest form that is read. */
const largestForm = '64kb'

/** Somebody at work presses some buttons; more is a machine trying links. */
const formsPerMinute = 60

/**
 * The coordinator's pages at `/admin`: signed in by a link from the bot that works once, for the
 * organisation that the link was asked for. Whatever is done here can be done in the chat as well, by
 * the same use-cases.
 */
export function adminRoutes(context: AdminContext): Router {
  const { db, deps, city } = context
  const router = Router()
  const localeOf = (request: Request) => chooseLocale(request, city().defaultLocale)
  const out = (request: Request, response: Response, why: 'linkOver' | 'left') => {
    const status = why === 'linkOver' ? 410 : 200
    response
      .status(status)
      .type('html')
      .send(signedOutPage(localeOf(request), why))
  }

  router.use('/admin', (_request, response, next) => {
    response.set({
      'cache-control': 'private, no-store',
      'x-robots-tag': 'noindex, nofollow',
      // With no referrer at all a browser sends no origin with a form either.
      'referrer-policy': 'same-origin',
    })
    next()
  })
  router.post(
    '/admin{/*rest}',
    slowDown(city),
    express.urlencoded({ extended: false, limit: largestForm }),
  )

  router.get('/admin/enter/:token', async (request, response) => {
    const isOpen = await isAdminLinkOpen(db, deps, request.params.token)
    if (!isOpen) return out(request, response, 'linkOver')
    response.type('html').send(enterPage(localeOf(request)))
  })
  router.post('/admin/enter/:token', async (request, response) => {
    const cookie = await enterByLink(db, deps, request.params.token)
    if (cookie === null) return out(request, response, 'linkOver')
    writeCookie(response, deps.siteUrl, cookie)
    response.redirect(303, `/admin?lang=${localeOf(request)}`)
  })

  router.post(
    '/admin/leave',
    signedIn(context, async (_visit, request, response) => {
      const cookie = readCookie(request)
      if (cookie !== null) await signOut(db, deps, cookie)
      writeCookie(response, deps.siteUrl, null)
      out(request, response, 'left')
    }),
  )
  router.use(overviewRoutes(context), activityRoutes(context), badgeRoutes(context))
  router.use(
    cancelSessionRoutes(context),
    storyRoutes(context),
    failedRoutes(context),
    importRoutes(context),
  )
  return router
}

const slowDown = (city: AdminContext['city']): RequestHandler =>
  rateLimit({
    windowMs: 60_000,
    limit: formsPerMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (request, response) => answerProblem(request, response, 'too-many-requests', city),
  })
