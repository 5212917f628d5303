import { Router } from 'express'
import type { VNode } from 'preact'
import { type OwnSession, ownSessions } from '../../activities/organisation-sessions.ts'
import { statisticsTexts } from '../../conversation/commands/stats.ts'
import { sayText } from '../../conversation/speak.ts'
import { failedDeliveries } from '../../delivery/failed.ts'
import { sayMoment } from '../../language/format.ts'
import { translator } from '../../language/translate.ts'
import { waitingStories } from '../../stories/approve-story.ts'
import { html } from '../html.ts'
import { type AdminContext, type AdminVisit, signedIn } from './admin-area.ts'
import { AdminLayout, type AdminPageName, adminPath } from './admin-layout.tsx'

const sessionsShown = 5

interface Overview {
  readonly sessions: readonly OwnSession[]
  readonly timeZone: string
  readonly waitingStories: number
  readonly failedMessages: number
  readonly figures: readonly string[]
}

/** What is next, what waits for the coordinator, and how it goes. */
export function overviewRoutes(context: AdminContext): Router {
  const { db, deps } = context
  const router = Router()
  router.get(
    adminPath('overview'),
    signedIn(context, async (visit, _request, response) => {
      const { personId, actingFor } = visit.admin
      const { city } = visit
      const { organisationId } = actingFor
      const now = deps.clock()
      const [sessions, stories, failed, figures] = await Promise.all([
        ownSessions(db, { organisationId, now, limit: sessionsShown }),
        db.$transaction((tx) => waitingStories(tx, deps, personId)),
        failedDeliveries(db, { cityId: city.id, now }),
        statisticsTexts(db, { actingFor, city, now }),
      ])
      response.type('html').send(
        overviewPage(visit, {
          sessions,
          timeZone: city.timeZone,
          waitingStories: stories.kind === 'waiting' ? stories.stories.length : 0,
          failedMessages: failed.reduce((sum, { count }) => sum + count, 0),
          figures: figures.map((each) => sayText(visit.locale, each)),
        }),
      )
    }),
  )
  return router
}

function overviewPage(visit: AdminVisit, overview: Overview): string {
  const { locale } = visit
  const say = translator(locale, 'admin')
  const [title, ...figures] = overview.figures
  return html(
    <AdminLayout visit={visit} page="overview">
      <div class="halves">
        <section class="card" aria-labelledby="next">
          <h2 id="next">{say('overview.next')}</h2>
          <NextSessions visit={visit} overview={overview} />
          <ToPage visit={visit} page="activities" words={say('overview.toActivities')} />
        </section>
        <section class="card" aria-labelledby="waits">
          <h2 id="waits">{say('overview.waits')}</h2>
          <ul class="plain">
            <li>
              <ToPage
                visit={visit}
                page="stories"
                words={say('overview.stories', { count: overview.waitingStories })}
              />
            </li>
            <li>
              <ToPage
                visit={visit}
                page="failed"
                words={say('overview.failed', { count: overview.failedMessages })}
              />
            </li>
          </ul>
        </section>
      </div>
      <section class="card" aria-labelledby="figures">
        <h2 id="figures">{title}</h2>
        <ul class="plain">
          {figures.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
    </AdminLayout>,
  )
}

function NextSessions({ visit, overview }: { visit: AdminVisit; overview: Overview }): VNode {
  const say = translator(visit.locale, 'admin')
  if (overview.sessions.length === 0) return <p>{say('overview.nothing')}</p>
  return (
    <ul class="plain">
      {overview.sessions.map(({ id, title, startsAt, going, capacity }) => (
        <li key={id}>
          <strong>{title[visit.locale]}</strong>
          <br />
          {sayMoment(visit.locale, startsAt, overview.timeZone)}
          <br />
          {say('sessions.taken', { going, capacity })}
        </li>
      ))}
    </ul>
  )
}

function ToPage(props: { visit: AdminVisit; page: AdminPageName; words: string }): VNode {
  return <a href={`${adminPath(props.page)}?lang=${props.visit.locale}`}>{props.words}</a>
}
