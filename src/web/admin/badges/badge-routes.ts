import { type Request, type Response, Router } from 'express'
import { z } from 'zod'
import { listAchievements } from '../../../badges/list-achievements.ts'
import {
  type AchievementDraft,
  emptyAchievement,
  loadAchievement,
  saveAchievement,
} from '../../../badges/make/save-achievement.ts'
import { text } from '../../../conversation/reply.ts'
import { answerProblem } from '../../problem.ts'
import { type AdminContext, type AdminVisit, signedIn } from '../admin-area.ts'
import { adminPath } from '../admin-layout.tsx'
import { afterwards } from '../done-words.ts'
import { type BadgeFaults, badgeFields, fieldsOfBadge, readBadgeForm } from './badge-form.ts'
import { type BadgePageProps, badgePage, badgesPage } from './badge-pages.tsx'

/** An organisation with more badges than these cannot choose between them any more. */
const badgesShown = 200

/** The organisation's badges: a list, and a form for each and for a new one. */
export function badgeRoutes(context: AdminContext): Router {
  const { db, deps, city } = context
  const list = adminPath('badges')
  const router = Router()
  const find = (request: Request, { admin, locale }: AdminVisit) => {
    const { id } = request.params
    if (id === 'new') return emptyAchievement
    const { organisationId } = admin.actingFor
    const achievementId = z.uuid().safeParse(id)
    if (!achievementId.success) return null
    const which = { achievementId: achievementId.data, organisationId, locale }
    return db.$transaction((tx) => loadAchievement(tx, which))
  }
  const show = (
    response: Response,
    { achievementId }: AchievementDraft,
    shown: Pick<BadgePageProps, 'visit' | 'fields' | 'faults'>,
  ) => {
    const page = {
      ...shown,
      path: `${list}/${achievementId ?? 'new'}`,
      isNew: achievementId === null,
    }
    response.type('html').send(badgePage(page))
  }

  router.get(
    list,
    signedIn(context, async (visit, _request, response) => {
      const { organisationId } = visit.admin.actingFor
      const badges = await listAchievements(db, { organisationId, limit: badgesShown })
      response.type('html').send(badgesPage(visit, badges))
    }),
  )
  router.get(
    `${list}/:id`,
    signedIn(context, async (visit, request, response) => {
      const draft = await find(request, visit)
      if (draft === null) return answerProblem(request, response, 'not-found', city)
      show(response, draft, { visit, fields: fieldsOfBadge(draft), faults: {} })
    }),
  )
  router.post(
    `${list}/:id`,
    signedIn(context, async (visit, request, response) => {
      const draft = await find(request, visit)
      if (draft === null) return answerProblem(request, response, 'not-found', city)
      const fields = badgeFields.parse(request.body)
      const again = (faults: BadgeFaults) => {
        response.status(422)
        show(response, draft, { visit, fields, faults })
      }
      const read = readBadgeForm(fields, draft)
      if (read.kind === 'faults') return again(read.faults)
      const { personId, actingFor } = visit.admin
      const maker = { organisationId: actingFor.organisationId, personId }
      const saved = await db.$transaction((tx) => saveAchievement(tx, deps, maker, read.draft))
      if (saved.kind === 'exists') {
        const field = read.draft.locale === 'en' ? 'nameEn' : 'nameNl'
        return again({ [field]: text('making_badge.exists') })
      }
      if (saved.kind === 'incomplete') return answerProblem(request, response, 'not-found', city)
      const path = `${list}/${saved.achievementId}`
      response.redirect(303, afterwards(path, visit.locale, 'badgeSaved'))
    }),
  )
  return router
}
