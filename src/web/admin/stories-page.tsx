import { Router } from 'express'
import type { VNode } from 'preact'
import { z } from 'zod'
import { decideStory } from '../../conversation/notices/story-decided.ts'
import { translator } from '../../language/translate.ts'
import { waitingStories } from '../../stories/approve-story.ts'
import type { ReadableStory } from '../../stories/published-stories.ts'
import { html } from '../html.ts'
import { type AdminContext, type AdminVisit, signedIn } from './admin-area.ts'
import { AdminForm, AdminLayout, adminPath } from './admin-layout.tsx'
import { afterwards } from './done-words.ts'

const decisionForm = z.object({ storyId: z.uuid(), decision: z.enum(['approve', 'refuse']) })

const doneOf = { approved: 'storyApproved', refused: 'storyRefused', gone: 'storyGone' } as const

/** Stories that learners said yes to: put on the city's page or not, one by one. */
export function storyRoutes(context: AdminContext): Router {
  const { db, deps } = context
  const path = adminPath('stories')
  const router = Router()
  router.get(
    path,
    signedIn(
      context,
      async (visit, _request, response) => {
        const { stories, more } = await waitingStories(db, deps, visit.admin.actingFor.cityId)
        response.type('html').send(storiesPage(visit, stories, more))
      },
      'coordinator',
    ),
  )
  router.post(
    path,
    signedIn(
      context,
      async ({ admin, city, locale }, request, response) => {
        const form = decisionForm.safeParse(request.body)
        const { personId, actingFor } = admin
        const outcome = form.success
          ? await db.$transaction((tx) =>
              decideStory(tx, deps, { ...form.data, personId, actingFor, city }),
            )
          : { kind: 'gone' as const }
        response.redirect(303, afterwards(path, locale, doneOf[outcome.kind]))
      },
      'coordinator',
    ),
  )
  return router
}

function storiesPage(visit: AdminVisit, stories: readonly ReadableStory[], more: number): string {
  const say = translator(visit.locale, 'admin')
  return html(
    <AdminLayout visit={visit} page="stories">
      <p>{say(stories.length === 0 ? 'stories.none' : 'stories.lead')}</p>
      {stories.map((story) => (
        <Story key={story.id} visit={visit} story={story} />
      ))}
      {more > 0 && <p>{say('stories.more', { count: more })}</p>}
    </AdminLayout>,
  )
}

function Story({ visit, story }: { visit: AdminVisit; story: ReadableStory }): VNode {
  const { admin, locale } = visit
  const say = translator(locale, 'admin')
  const sayReply = translator(locale, 'replies')
  return (
    <article class="card">
      <blockquote class="lead" lang={story.locale}>
        <p>{story.text}</p>
      </blockquote>
      <p>
        {story.name === null
          ? sayReply('stories.noName')
          : sayReply('stories.name', { name: story.name })}
      </p>
      <AdminForm admin={admin} action={`${adminPath('stories')}?lang=${locale}`} class="in-a-row">
        <input type="hidden" name="storyId" value={story.id} />
        <button class="button" type="submit" name="decision" value="approve">
          {say('stories.approve')}
        </button>
        <button class="button quiet" type="submit" name="decision" value="refuse">
          {say('stories.refuse')}
        </button>
      </AdminForm>
    </article>
  )
}
