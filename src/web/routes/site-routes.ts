import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Router } from 'express'
import { z } from 'zod'
import { sessionDetails } from '../../activities/session-details.ts'
import { drawBadge } from '../../badges/drawing.ts'
import { projectFolder } from '../../project-folder.ts'
import { sessionCalendar } from '../calendar.ts'
import { chooseLocale } from '../choose-locale.ts'
import { drawTopicIcon, topicOfIcon } from '../city/topic-icon.ts'
import type { WebContext } from '../context.ts'
import { landingPage } from '../pages/landing-page.tsx'
import { privacyPage } from '../pages/privacy-page.tsx'
import { answerProblem } from '../problem.ts'

const styleSheets = ['site.css', 'city.css', 'admin.css'] as const
const icon = drawBadge({ kind: 'encouragement', topic: null })
/** What people share may be fetched: a chat obeys this too, and would show no preview. Its header says noindex. */
const robots = 'User-agent: *\nDisallow: /data/\nDisallow: /sessions/\n'
const uuid = z.uuid()

/** The site's own pages and what they are dressed with. */
export function siteRoutes({ db, deps, city }: WebContext): Router {
  const router = Router()
  for (const [path, page] of Object.entries({ '/': landingPage, '/privacy': privacyPage })) {
    router.get(path, (request, response) => {
      const locale = chooseLocale(request, city().defaultLocale)
      response.vary('Accept-Language').type('html').send(page(city(), locale))
    })
  }
  router.get('/sessions/:file', async (request, response) => {
    // By its id: its code is for who is there, and opens the door of checking in.
    const { success, data: id } = uuid.safeParse(request.params.file.replace(/\.ics$/, ''))
    const details = success ? await sessionDetails(db, id) : null
    if (details === null) return answerProblem(request, response, 'not-found', city)
    const locale = chooseLocale(request, city().defaultLocale)
    const host = new URL(deps.siteUrl).host
    response
      .set('content-disposition', `attachment; filename="stapje-${id}.ics"`)
      .vary('Accept-Language')
      .type('text/calendar')
      .send(sessionCalendar(details, locale, deps.clock(), host))
  })
  for (const name of styleSheets) {
    const styles = readFileSync(join(projectFolder, 'src', 'web', 'assets', name), 'utf8')
    router.get(`/assets/${name}`, (_request, response) => {
      response.set('cache-control', 'public, max-age=3600').type('css').send(styles)
    })
  }
  router.get('/assets/topics/:file', (request, response) => {
    const topic = topicOfIcon(request.params.file)
    if (topic === null) return answerProblem(request, response, 'not-found', city)
    response.set('cache-control', 'public, max-age=86400').type('svg').send(drawTopicIcon(topic))
  })
  router.get(['/favicon.svg', '/favicon.ico'], (_request, response) => {
    response.set('cache-control', 'public, max-age=86400').type('svg').send(icon)
  })
  router.get('/robots.txt', (_request, response) => {
    response.type('txt').send(robots)
  })
  return router
}
