import { Router } from 'express'
import type { VNode } from 'preact'
import { type OwnSession, ownSessions } from '../../activities/organisation-sessions.ts'
import { statisticsTexts } from '../../conversation/commands/stats.ts'
import { sayText } from '../../conversation/speak.ts'
import { failedDeliveries } from '../../delivery/failed.ts'
import { sayMoment } from '../../language/format.ts'
import { translator } from '../../language/translate.ts'
import { type ActingFor, mayActAs } from '../../organisations/membership.ts'
import { waitingStories } from '../../stories/approve-story.ts'
import { html } from '../html.ts'
import { type AdminContext, type AdminVisit, signedIn } from './admin-area.ts'
import { AdminLayout, type AdminPageName, adminPath } from './admin-layout.tsx'

const sessionsShown = 5

interface WaitingInCity {
  readonly stories: number
  readonly failedMessages: number
}

interface Overview {
  readonly sessions: readonly OwnSession[]
  readonly timeZone: string
  /** What waits in the whole city; null for who is no coordinator of it. */
  readonly waits: WaitingInCity | null
  readonly figures: readonly string[]
}

/** What is next, what waits for the coordinator, and how it goes. */
export function overviewRoutes(context: AdminContext): Router {
  const { db, deps } = context
  const router = Router()
  router.get(
    adminPath('overview'),
    signedIn(context, async (visit, _request, response) => {
      const { actingFor } = visit.admin
      const { city } = visit
      const { organisationId } = actingFor
      const now = deps.clock()
      const [sessions, waits, figures] = await Promise.all([
        ownSessions(db, { organisationId, now, limit: sessionsShown }),
        waitingInCity(context, actingFor),
        statisticsTexts(db, { actingFor, city, now }),
      ])
      response.type('html').send(
        overviewPage(visit, {
          sessions,
          timeZone: city.timeZone,
          waits,
          figures: figures.map((each) => sayText(visit.locale, each)),
        }),
      )
    }),
  )
  return router
}

async function waitingInCity(
  { db, deps }: AdminContext,
  actingFor: ActingFor,
): Promise<WaitingInCity | null> {
  if (!mayActAs(actingFor, 'coordinator')) return null
  const { cityId } = actingFor
  const { stories, more } = await waitingStories(db, deps, cityId)
  const failed = await failedDeliveries(db, { cityId, now: deps.clock() })
  const failedMessages = failed.reduce((sum, { count }) => sum + count, 0)
  return { stories: stories.length + more, failedMessages }
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
        {overview.waits && <Waits visit={visit} waits={overview.waits} />}
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

function Waits({ visit, waits }: { visit: AdminVisit; waits: WaitingInCity }): VNode {
  const say = translator(visit.locale, 'admin')
  const stories = say('overview.stories', { count: waits.stories })
  const failed = say('overview.failed', { count: waits.failedMessages })
  return (
    <section class="card" aria-labelledby="waits">
      <h2 id="waits">{say('overview.waits')}</h2>
      <ul class="plain">
        <li>
          <ToPage visit={visit} page="stories" words={stories} />
        </li>
        <li>
          <ToPage visit={visit} page="failed" words={failed} />
        </li>
      </ul>
    </section>
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
