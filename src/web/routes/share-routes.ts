import { type Request, type Response, Router } from 'express'
import { type BadgeFileType, badgeFile, badgeFileTypes } from '../../badges/badge-files.ts'
import { type FoundShare, findShare, type SharedBadge } from '../../badges/find-share.ts'
import { verifyOwnCredential } from '../../signing/verify-credential.ts'
import { badgeArchive } from '../archive/badge-archive.ts'
import { chooseLocale } from '../choose-locale.ts'
import type { BadgeContext } from '../context.ts'
import { acceptedFileType, mediaTypes } from '../file-types.ts'
import { sharePage } from '../pages/share-page.tsx'
import { answerProblem } from '../problem.ts'

/** `<token>`, or `<token>.<file type>` for the file of the only badge, or `<token>.zip` for all. */
const ofShare = /^([\w-]{1,64})(?:\.(json|jwt|png|svg|zip))?$/
/** `<number>.<file type>`, from 1, for a share of several. */
const ofBadge = /^([1-9]\d?)\.(json|jwt|png|svg)$/

const fileTypeOf = (extension: string | undefined): BadgeFileType | null =>
  badgeFileTypes.find((fileType) => fileType === extension) ?? null

/**
 * What a learner's link shows (`/b/<token>`): a page, or the credential itself by path or by `Accept`
 * (Open Badges 3.0, hosted). Unknown is 404, ended is 410, and nothing of it is kept by anybody between.
 */
export function shareRoutes(context: BadgeContext): Router {
  const { db, deps, city } = context
  const find = async (request: Request, response: Response, token: string) => {
    response.set({
      'cache-control': 'private, no-store',
      'x-robots-tag': 'noindex, nofollow',
      vary: 'Accept, Accept-Language',
    })
    const outcome = await findShare(db, deps, token)
    if (outcome.kind === 'found') return outcome.share
    answerProblem(request, response, outcome.kind === 'ended' ? 'link-ended' : 'not-found', city)
    return null
  }

  const router = Router()
  router.get('/b/:file', async (request, response) => {
    const [, token = '', extension] = ofShare.exec(request.params.file) ?? []
    const share = await find(request, response, token)
    if (share === null) return
    if (extension === 'zip') {
      const { timeZone } = share
      const request = { badges: share.badges, locale: share.locale, timeZone }
      response.attachment('badges.zip').send(Buffer.from(await badgeArchive(db, deps, request)))
      return
    }
    const asked = fileTypeOf(extension) ?? acceptedFileType(request, true)
    const fileType = asked === 'page' ? null : asked
    if (fileType === null) {
      response.type('html').send(await pageOf(context, share, request))
      return
    }
    const [badge, ...others] = share.badges
    // The picture is what a chat shows of the link; a credential is never one of several by chance.
    if (badge === undefined || (others.length > 0 && fileType !== 'png')) {
      return answerProblem(request, response, 'not-acceptable', city)
    }
    sendFile(response, badge, fileType)
  })
  router.get('/b/:token/:file', async (request, response) => {
    const share = await find(request, response, request.params.token)
    if (share === null) return
    const [, number, extension] = ofBadge.exec(request.params.file) ?? []
    const badge = share.badges[Number(number) - 1]
    const fileType = fileTypeOf(extension)
    if (badge === undefined || fileType === null) {
      return answerProblem(request, response, 'not-found', city)
    }
    sendFile(response, badge, fileType)
  })
  return router
}

function sendFile(response: Response, badge: SharedBadge, fileType: BadgeFileType): void {
  // A verifier on another site may read what its user gave it the link of.
  response.set('access-control-allow-origin', '*').type(mediaTypes[fileType])
  response.send(badgeFile(badge, fileType))
}

async function pageOf(context: BadgeContext, share: FoundShare, request: Request): Promise<string> {
  const { db, deps } = context
  const badges = await Promise.all(
    share.badges.map(async (badge) => ({
      badge,
      verification: await verifyOwnCredential(db, deps, badge.credential.jwt),
    })),
  )
  return sharePage({
    share,
    badges,
    locale: chooseLocale(request, share.locale),
    siteUrl: deps.siteUrl,
    timeZone: share.timeZone,
    checkedAt: deps.clock(),
  })
}
