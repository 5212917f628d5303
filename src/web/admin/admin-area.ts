import type { Request, RequestHandler, Response } from 'express'
import { z } from 'zod'
import type { City } from '../../cities/city.ts'
import type { Locale } from '../../language/locale.ts'
import {
  adminSessionHours,
  findAdmin,
  type SignedInAdmin,
} from '../../organisations/admin/admin-session.ts'
import { mayActAs, type NeededRole } from '../../organisations/membership.ts'
import { chooseLocale } from '../choose-locale.ts'
import type { WebContext } from '../context.ts'
import { answerProblem } from '../problem.ts'
import { signedOutPage } from './sign-in-pages.tsx'

/** What the coordinator's pages need from the service. */
export type AdminContext = Pick<WebContext, 'db' | 'deps' | 'cities' | 'city' | 'log' | 'fetch'>

/** A request by somebody who is signed in. */
export interface AdminVisit {
  readonly admin: SignedInAdmin
  /** That of the organisation that they are at work for. */
  readonly city: City
  readonly locale: Locale
  /** A word on what was just done, by its key in `admin.json`; null when nothing was. */
  readonly done: string | null
}

/** The cookie goes to these pages only, never with a link from elsewhere, and no script can read it. */
const cookieName = 'stapje-admin'

/** The value of our cookie; null when the browser sent none. */
export function readCookie(request: Request): string | null {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2)
    if (name === cookieName && value !== undefined && value !== '') return value
  }
  return null
}

/** Hands the browser the cookie of a session, or with null takes it back. */
export function writeCookie(response: Response, siteUrl: string, cookie: string | null): void {
  response.cookie(cookieName, cookie ?? '', {
    httpOnly: true,
    sameSite: 'strict',
    secure: siteUrl.startsWith('https:'),
    path: '/admin',
    maxAge: cookie === null ? 0 : adminSessionHours * 3_600_000,
  })
}

/** Who is at work; null for nobody. */
async function visitOf(
  { db, deps, cities }: AdminContext,
  request: Request,
): Promise<AdminVisit | null> {
  const cookie = readCookie(request)
  const admin = cookie === null ? null : await findAdmin(db, deps, cookie)
  if (admin === null) return null
  const city = cities.byId(admin.actingFor.cityId) ?? cities.home()
  const { done } = request.query
  return {
    admin,
    city,
    locale: chooseLocale(request, city.defaultLocale),
    done: typeof done === 'string' ? done : null,
  }
}

/** Answers somebody who is signed in. */
export type AdminHandler = (
  visit: AdminVisit,
  request: Request,
  response: Response,
) => Promise<void> | void

/**
 * Lets in who is signed in, asked anew at every request, and a form only from a page of ours; anybody else
 * reads how to sign in. What is for coordinators is not there for the admins of other organisations.
 */
export const signedIn =
  (
    context: AdminContext,
    handler: AdminHandler,
    needed: Exclude<NeededRole, 'worker'> = 'admin',
  ): RequestHandler =>
  async (request, response) => {
    const visit = await visitOf(context, request)
    if (visit !== null && (request.method !== 'POST' || isOwnForm(request, visit.admin))) {
      return mayActAs(visit.admin.actingFor, needed)
        ? handler(visit, request, response)
        : answerProblem(request, response, 'not-found', context.city)
    }
    const locale = chooseLocale(request, context.city().defaultLocale)
    response
      .status(visit === null ? 401 : 403)
      .type('html')
      .send(signedOutPage(locale, 'noSession'))
  }

const sentForm = z.object({ formToken: z.string() })

/**
 * Whether a form was on a page of this session. Its token is enough; what the browser tells of where the
 * form stood (Fetch Metadata) is asked as well, as it costs nothing.
 */
function isOwnForm(request: Request, { formToken }: SignedInAdmin): boolean {
  const sent = sentForm.safeParse(request.body)
  const site = request.get('sec-fetch-site') ?? 'same-origin'
  return sent.success && sent.data.formToken === formToken && site === 'same-origin'
}
