import { type Request, type RequestHandler, type Response, Router } from 'express'
import { z } from 'zod'
import { achievementDocument, issuerProfile } from '../../badges/issuer.ts'
import { achievementPicture } from '../../badges/picture.ts'
import { inEveryLocale } from '../../language/in-every-locale.ts'
import { publishedKey, publishedKeys } from '../../signing/published-keys.ts'
import { chooseLocale } from '../choose-locale.ts'
import type { WebContext } from '../context.ts'
import { achievementPage } from '../pages/achievement-page.tsx'
import { issuerPage } from '../pages/issuer-page.tsx'
import { answerProblem } from '../problem.ts'

const uuid = z.uuid()

/** Who issues, what is issued, and the keys to check it with: for programs, and as pages for people. */
export function issuerRoutes(context: WebContext): Router {
  const { db, deps, city } = context
  const router = Router()

  const withId =
    (
      answer: (id: string, request: Request, response: Response) => Promise<boolean>,
    ): RequestHandler =>
    async (request, response) => {
      const id = uuid.safeParse(request.params.id)
      // A verifier on another site may read these, as any program may.
      response.set({ 'access-control-allow-origin': '*', vary: 'Accept, Accept-Language' })
      if (id.success && (await answer(id.data, request, response))) return
      answerProblem(request, response, 'not-found', city)
    }

  const sendDocument = (response: Response, type: string, document: object | null) => {
    if (document === null) return false
    response.set('cache-control', 'public, max-age=300').type(type).send(JSON.stringify(document))
    return true
  }
  const wantsPage = (request: Request) =>
    request.accepts(['application/ld+json', 'application/json', 'text/html']) === 'text/html'

  router.get(
    '/issuers/:id',
    withId(async (id, request, response) => {
      const locale = chooseLocale(request, city().defaultLocale)
      if (!wantsPage(request)) {
        const document = await issuerProfile(db, deps, id, locale)
        return sendDocument(response, 'application/ld+json', document)
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

  router.get(
    '/keys/:id',
    withId(async (id, _request, response) =>
      sendDocument(response, 'application/jwk+json', await publishedKey(db, deps, id)),
    ),
  )
  router.get('/.well-known/jwks.json', async (_request, response) => {
    response.set('access-control-allow-origin', '*')
    sendDocument(response, 'application/jwk-set+json', await publishedKeys(db, deps))
  })
  return router
}
