import { type Request, Router } from 'express'
import { achievementDocument, issuerDidDocument, issuerProfile } from '../../badges/issuer.ts'
import { achievementPicture } from '../../badges/picture.ts'
import { inEveryLocale } from '../../language/in-every-locale.ts'
import { chooseLocale } from '../choose-locale.ts'
import type { BadgeContext } from '../context.ts'
import { achievementPage } from '../pages/achievement-page.tsx'
import { issuerPage } from '../pages/issuer-page.tsx'
import { answerById, sendDocument, sendKeys } from './answer-by-id.ts'

/** Who issues, what is issued, and the keys to check it with: for programs, and as pages for people. */
export function issuerRoutes(context: BadgeContext): Router {
  const { db, deps, city } = context
  const router = Router()

  const withId = answerById(city)
  const wantsPage = (request: Request) =>
    request.accepts(['application/ld+json', 'application/json', 'text/html']) === 'text/html'

  router.get(
    '/issuers/:id',
    withId(async (id, request, response) => {
      const locale = chooseLocale(request, city().defaultLocale)
      if (!wantsPage(request)) {
        const document = await issuerProfile(db, deps, id, locale)
        return sendKeys(response, 'application/ld+json', document)
      }
      const issuer = await db.organisation.findUnique({
        where: { id },
        select: {
          id: true,
          name: true,
          website: true,
          texts: true,
          achievements: {
            where: { endedAt: null },
            orderBy: { slug: 'asc' },
            select: { id: true, texts: true },
          },
        },
      })
      if (issuer === null) return false
      const { texts, achievements, ...rest } = issuer
      const badges = achievements.map((each) => ({
        id: each.id,
        name: inEveryLocale(each.texts, (row) => row.name),
      }))
      const about = inEveryLocale(texts, (row) => row.about)
      response.type('html').send(issuerPage({ ...rest, about, badges }, locale))
      return true
    }),
  )

  router.get(
    '/issuers/:id/did.json',
    withId(async (id, _request, response) =>
      sendKeys(response, 'application/did+ld+json', await issuerDidDocument(db, deps, id)),
    ),
  )

  router.get(
    '/achievements/:id',
    withId(async (id, request, response) => {
      const locale = chooseLocale(request, city().defaultLocale)
      if (!wantsPage(request)) {
        const document = await achievementDocument(db, deps, id, locale)
        return sendDocument(response, 'application/ld+json', document)
      }
      const achievement = await db.achievement.findUnique({
        where: { id },
        select: {
          id: true,
          kind: true,
          texts: true,
          organisation: { select: { id: true, name: true } },
        },
      })
      if (achievement === null) return false
      const { texts, ...rest } = achievement
      const page = achievementPage(
        {
          ...rest,
          name: inEveryLocale(texts, (row) => row.name),
          description: inEveryLocale(texts, (row) => row.description),
          criteria: inEveryLocale(texts, (row) => row.criteria),
        },
        locale,
      )
      response.type('html').send(page)
      return true
    }),
  )

  for (const form of ['png', 'svg'] as const) {
    router.get(
      `/achievements/:id/picture.${form}`,
      withId(async (id, _request, response) => {
        const picture = await achievementPicture(db, id)
        if (picture === null) return false
        response.set('cache-control', 'public, max-age=86400').type(form).send(picture[form])
        return true
      }),
    )
  }
  return router
}
