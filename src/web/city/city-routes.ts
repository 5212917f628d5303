import { type Request, type RequestHandler, type Response, Router } from 'express'
import { findActivity } from '../../activities/find-activity.ts'
import { addDays, startOfDay } from '../../activities/local-day.ts'
import { listSessions } from '../../activities/session-details.ts'
import type { City } from '../../cities/city.ts'
import { readImpact } from '../../impact/read-impact.ts'
import type { Locale } from '../../language/locale.ts'
import { translator } from '../../language/translate.ts'
import { publishedStories } from '../../stories/published-stories.ts'
import type { DayRange } from '../../understand/understood.ts'
import { calendarFeed } from '../calendar.ts'
import { chooseLocale } from '../choose-locale.ts'
import type { WebContext } from '../context.ts'
import { impactPage } from '../impact/impact-page.tsx'
import { createPageCache } from '../page-cache.ts'
import { answerProblem } from '../problem.ts'
import { activityPage } from './activity-page.tsx'
import { cityPage } from './city-page.tsx'
import { nothingPlannedPage } from './nothing-planned-page.tsx'
import { activityGraph } from './structured-data.tsx'
import { daysOfTab, readWhatsOnQuery, type WhatsOnQuery } from './whats-on-query.ts'

const slug = /^[a-z0-9-]{1,100}$/

const dayMilliseconds = 86_400_000

/** How far ahead an activity's page and the calendar feed look. */
const comingDays = 56

const storiesShown = 6

/** A city's own pages: what is on, each activity, and all of it for a calendar. */
export function cityRoutes(context: WebContext): Router {
  const { db, deps, chatWays } = context
  const { siteUrl } = deps
  const router = Router()
  const cached = createPageCache(deps.clock)

  /** Everything that begins from now on, so far as it is known. */
  const coming = () => {
    const now = deps.clock()
    return { from: now, until: new Date(now.getTime() + comingDays * dayMilliseconds) }
  }

  const sessionsOn = (city: City, days: DayRange, query: WhatsOnQuery) => {
    const now = deps.clock()
    const start = startOfDay(days.start, city.timeZone)
    return listSessions(db, {
      cityId: city.id,
      // What began already is of no use to whoever looks now.
      from: start < now ? now : start,
      until: startOfDay(addDays(days.end, 1), city.timeZone),
      topic: query.topic,
      neighbourhood: query.neighbourhood,
    })
  }

  router.get(
    '/:city',
    ofCity(context, async ({ city, locale, request, response }) => {
      const query = readWhatsOnQuery(request.query, city.places)
      const days = daysOfTab(query.day, deps.clock(), city.timeZone)
      // Asked for each time: a story that is taken back is off the page at once.
      const stories = await publishedStories(db, deps, { cityId: city.id, limit: storiesShown })
      const page = await cached(['city', city.slug, locale, query, days, stories], async () => {
        const sessions = await sessionsOn(city, days, query)
        const what = { query, days, sessions, stories, chatWays: chatWays(city) }
        return cityPage({ city, locale, siteUrl, ...what })
      })
      response.type('html').send(page)
      return true
    }),
  )

  router.get(
    '/:city/calendar.ics',
    ofCity(context, async ({ city, locale, request, response }) => {
      const { topic, neighbourhood } = readWhatsOnQuery(request.query, city.places)
      const sessions = await listSessions(db, {
        ...coming(),
        cityId: city.id,
        topic,
        neighbourhood,
      })
      const name = translator(locale, 'city')('city.title', { city: city.name[locale] })
      const site = { locale, stampedAt: deps.clock(), siteHost: new URL(siteUrl).host }
      response.type('text/calendar').send(calendarFeed(name, sessions, site))
      return true
    }),
  )

  router.get(
    '/:city/activities/:activity',
    ofCity(context, async ({ city, locale, request, response }) => {
      const { activity } = request.params
      if (typeof activity !== 'string' || !slug.test(activity)) return false
      response.vary('Accept')
      const asData = request.accepts(['text/html', 'application/ld+json']) === 'application/ld+json'
      const answer = await cached(['activity', city.slug, activity, locale, asData], async () => {
        const [first, ...others] = await listSessions(db, {
          ...coming(),
          cityId: city.id,
          activity,
        })
        if (first === undefined) {
          const known = asData ? null : await findActivity(db, city.id, activity)
          return known === null
            ? ''
            : nothingPlannedPage({ city, locale, siteUrl, ...known, chatWays: chatWays(city) })
        }
        const sessions = [first, ...others] as const
        const page = { city, locale, siteUrl, sessions, chatWays: chatWays(city) }
        return asData ? JSON.stringify(activityGraph(page)) : activityPage(page)
      })
      if (answer === '') return false
      if (asData) response.set('access-control-allow-origin', '*')
      response.type(asData ? 'application/ld+json' : 'html').send(answer)
      return true
    }),
  )

  router.get(
    '/:city/impact',
    ofCity(context, async ({ city, locale, response }) => {
      const page = await cached(['impact', city.slug, locale], async () => {
        const impact = await readImpact(db, { city, now: deps.clock() })
        return impactPage({ city, locale, impact })
      })
      response.type('html').send(page)
      return true
    }),
  )
  return router
}

interface CityRequest {
  readonly city: City
  readonly locale: Locale
  readonly request: Request
  readonly response: Response
}

/**
 * Finds the city that an address names; where there is none the address is left to others.
 *
 * @param answer tells whether there was anything to answer with; if not, it is 404.
 */
export function ofCity(
  { cities, city: home }: Pick<WebContext, 'cities' | 'city'>,
  answer: (asked: CityRequest) => Promise<boolean>,
): RequestHandler {
  return async (request, response, next) => {
    const asked = request.params.city
    if (typeof asked !== 'string' || !slug.test(asked)) return next()
    const city = cities.bySlug(asked)
    if (city === null) return next()
    const locale = chooseLocale(request, city.defaultLocale)
    // Places go and come: a reader's own copy is asked about each time (a 304 costs little).
    response.set('cache-control', 'no-cache').vary('Accept-Language')
    if (await answer({ city, locale, request, response })) return
    answerProblem(request, response, 'not-found', home)
  }
}
