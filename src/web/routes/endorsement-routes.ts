import express, { type Request, type Response, Router } from 'express'
import { z } from 'zod'
import {
  askEndorsement,
  confirmEndorsement,
  findConfirmable,
  mayEmployerAsk,
} from '../../badges/endorse.ts'
import { findShare, isVoid, type SharedBadge } from '../../badges/find-share.ts'
import { endorsementAsked, endorsementConfirmed } from '../../conversation/turns/endorse.ts'
import { notify } from '../../delivery/notify.ts'
import { chooseLocale } from '../choose-locale.ts'
import type { BadgeContext } from '../context.ts'
import { confirmPage, endorsedPage, endorsePage } from '../pages/endorsement-pages.tsx'
import { answerProblem } from '../problem.ts'

/** Largest form that is read. */
const largestForm = '8kb'

/** Longest that an employer's words are, in characters; a learner reads them in a chat. */
const longest = { name: 60, comment: 280 } as const

const written = (longestCharacters: number) =>
  z
    .string()
    .transform((value) => value.replace(/\s+/g, ' ').trim())
    .pipe(z.string().min(2).max(longestCharacters))
const form = z.object({
  name: written(longest.name),
  organisation: written(longest.name),
  comment: written(longest.comment),
})
const link = z.object({ until: z.coerce.number().int().positive(), proof: z.string().max(100) })

/**
 * Lets an employer say something about a badge: a form by its page, which asks the learner, and the
 * page behind the signed link that the learner passes on, where it is confirmed.
 */
export function endorsementRoutes({ db, deps, city }: BadgeContext): Router {
  const router = Router()
  const readForm = express.urlencoded({ extended: false, limit: largestForm })
  const localeOf = (request: Request) => chooseLocale(request, city().defaultLocale)

  /** The badge in the address; null when there is none to say something of, and that was answered. */
  async function badgeOf(request: Request, response: Response): Promise<SharedBadge | null> {
    const { token, number } = request.params
    const outcome = await findShare(db, deps, String(token))
    const badge = outcome.kind === 'found' ? outcome.share.badges[Number(number) - 1] : undefined
    if (badge !== undefined && !isVoid(badge)) return badge
    answerProblem(request, response, outcome.kind === 'ended' ? 'link-ended' : 'not-found', city)
    return null
  }

  router.get('/b/:token/:number/endorse', async (request, response) => {
    const badge = await badgeOf(request, response)
    if (badge === null) return
    response.set('cache-control', 'private, no-store')
    const locale = localeOf(request)
    response.type('html').send(endorsePage({ badge, path: request.path, locale, longest }))
  })

  router.post('/b/:token/:number/endorse', readForm, async (request, response) => {
    const badge = await badgeOf(request, response)
    if (badge === null) return
    const read = form.safeParse(request.body)
    const locale = localeOf(request)
    response.set('cache-control', 'private, no-store')
    if (!read.success) {
      const props = { badge, path: request.path, locale, longest, again: true }
      response.status(422).type('html').send(endorsePage(props))
      return
    }
    const { awardId, name: badgeName } = badge
    const { comment, name, organisation } = read.data
    const isAsked = await db.$transaction(async (tx) => {
      if (!(await mayEmployerAsk(tx, deps, awardId))) return false
      const request = { awardId, words: read.data, organisationId: null }
      const { endorsementId, personId } = await askEndorsement(tx, deps, request)
      const words = { name: `${name}, ${organisation}`, comment, badge: badgeName }
      const replies = [endorsementAsked(endorsementId, words)]
      await notify(tx, { personId, replies, now: deps.clock() })
      return true
    })
    response.status(isAsked ? 200 : 429).type('html')
    response.send(endorsedPage(isAsked ? 'asked' : 'later', locale))
  })

  router.get('/endorsements/:id', async (request, response) => {
    const read = link.safeParse(request.query)
    const id = z.uuid().safeParse(request.params.id)
    if (!read.success || !id.success) return answerProblem(request, response, 'not-found', city)
    const { until, proof } = read.data
    const outcome = await db.$transaction((tx) =>
      findConfirmable(tx, deps, { endorsementId: id.data, until, proof }),
    )
    response.set({ 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex' })
    if (outcome.kind === 'invalid' || outcome.kind === 'gone') {
      return answerProblem(request, response, 'link-ended', city)
    }
    const locale = localeOf(request)
    response
      .type('html')
      .send(
        outcome.kind === 'toConfirm'
          ? confirmPage({ words: outcome.words, path: request.path, until, proof, locale })
          : endorsedPage('confirmed', locale),
      )
  })

  router.post('/endorsements/:id', readForm, async (request, response) => {
    const read = link.safeParse(request.body)
    const id = z.uuid().safeParse(request.params.id)
    if (!read.success || !id.success) return answerProblem(request, response, 'not-found', city)
    const outcome = await db.$transaction(async (tx) => {
      const endorsementId = id.data
      const confirmed = await confirmEndorsement(tx, deps, { endorsementId, ...read.data })
      if (confirmed.kind === 'news') {
        const { personId, words, badge } = confirmed
        const replies = [endorsementConfirmed(endorsementId, words, badge)]
        await notify(tx, { personId, replies, now: deps.clock() })
      }
      return confirmed
    })
    if (outcome.kind === 'invalid' || outcome.kind === 'gone')
      return answerProblem(request, response, 'link-ended', city)
    response.type('html').send(endorsedPage('confirmed', localeOf(request)))
  })
  return router
}
