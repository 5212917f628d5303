import { type Request, type Response, Router } from 'express'
import { z } from 'zod'
import { listActivities } from '../../../activities/list-activities.ts'
import { emptyActivity } from '../../../activities/make/draft.ts'
import { loadDraft } from '../../../activities/make/load-draft.ts'
import { saveActivity } from '../../../activities/make/save-activity.ts'
import { ownSessions } from '../../../activities/organisation-sessions.ts'
import { answerProblem } from '../../problem.ts'
import { type AdminContext, type AdminVisit, signedIn } from '../admin-area.ts'
import { adminPath } from '../admin-layout.tsx'
import { afterwards } from '../done-words.ts'
import {
  type ActivityFaults,
  type ActivityFields,
  activityFields,
  fieldsOfDraft,
  readActivityForm,
} from './activity-form.ts'
import { activitiesPage, activityPage } from './activity-pages.tsx'

/** What is further away can wait; it is on the pages of the city. */
const sessionsShown = 12

/** The organisation's activities: a list, and a form for each and for a new one. */
export function activityRoutes(context: AdminContext): Router {
  const { db, deps, city } = context
  const list = adminPath('activities')
  const router = Router()

  /** The id in the address; null for a new one, undefined for what is none of theirs. */
  const find = async (request: Request, { admin, city, locale }: AdminVisit) => {
    if (request.params.id === 'new') return emptyActivity
    const id = z.uuid().safeParse(request.params.id)
    if (!id.success) return null
    const { timeZone } = city
    const { organisationId } = admin.actingFor
    const which = { activityId: id.data, organisationId, locale, timeZone, now: deps.clock() }
    return loadDraft(db, { ...which, as: 'edit' })
  }
  const show = async (
    visit: AdminVisit,
    response: Response,
    shown: { activityId: string | null; fields: ActivityFields; faults: ActivityFaults },
  ) => {
    const { activityId, ...form } = shown
    const { organisationId } = visit.admin.actingFor
    const asked = { organisationId, now: deps.clock(), limit: sessionsShown }
    const sessions = activityId === null ? [] : await ownSessions(db, { ...asked, activityId })
    const path = `${list}/${activityId ?? 'new'}`
    const isNew = activityId === null
    response
      .type('html')
      .send(activityPage({ visit, city: visit.city, path, isNew, sessions, ...form }))
  }

  router.get(
    list,
    signedIn(context, async (visit, _request, response) => {
      const { organisationId } = visit.admin.actingFor
      const activities = await listActivities(db, { organisationId, now: deps.clock() })
      const { timeZone } = visit.city
      response.type('html').send(activitiesPage({ visit, activities, timeZone }))
    }),
  )
  router.get(
    `${list}/:id`,
    signedIn(context, async (visit, request, response) => {
      const draft = await find(request, visit)
      if (draft === null) return answerProblem(request, response, 'not-found', city)
      const { activityId } = draft
      await show(visit, response, { activityId, fields: fieldsOfDraft(draft), faults: {} })
    }),
  )
  router.post(
    `${list}/:id`,
    signedIn(context, async (visit, request, response) => {
      const draft = await find(request, visit)
      if (draft === null) return answerProblem(request, response, 'not-found', city)
      const { activityId } = draft
      const fields = activityFields.parse(request.body)
      const where = { activityId, city: visit.city, now: deps.clock() }
      const read = readActivityForm(fields, where)
      if (read.kind === 'faults') {
        response.status(422)
        return show(visit, response, { activityId, fields, faults: read.faults })
      }
      const { personId, actingFor } = visit.admin
      const { organisationId } = actingFor
      const maker = { organisationId, personId, city: visit.city }
      const saved = await db.$transaction((tx) => saveActivity(tx, deps, maker, read.draft))
      if (saved.kind === 'incomplete') return answerProblem(request, response, 'not-found', city)
      const path = `${list}/${saved.activityId}`
      response.redirect(303, afterwards(path, visit.locale, 'activitySaved'))
    }),
  )
  return router
}
