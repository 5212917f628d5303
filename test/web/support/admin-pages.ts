import { makeAdminLink } from '../../../src/organisations/admin/admin-session.ts'
import { waitingStory } from '../../support/lively-city.ts'
import { newAdmin, signIn } from '../admin/sign-in.ts'
import type { NamedPages, PublicPage } from './public-page.ts'
import type { TestSite } from './test-site.ts'

/** The coordinator's pages, with something on each, and what they say to a form that is wrong. */
export async function adminPages(site: TestSite): Promise<NamedPages> {
  const cafe = 'leercafe-de-derde-kop'
  const { cookie, organisationId } = await signIn(site, cafe)
  const coordinator = await signIn(site, 'leerstad-rotterdam')
  const activity = await site.db.activity.findFirstOrThrow({
    where: { organisationId, sessions: { some: {} } },
    select: { id: true, sessions: { orderBy: { startsAt: 'desc' }, take: 1 } },
  })
  const achievement = await site.db.achievement.findFirstOrThrow({
    where: { organisationId },
    select: { id: true },
  })
  await waitingStory(site.db, site.deps, {
    text: 'Ik bakte hier mijn eerste brood, en nu bak ik elke week.',
    name: 'Samira',
    locale: 'nl',
  })
  const link = await site.db.$transaction(async (tx) =>
    makeAdminLink(tx, site.deps, await newAdmin(site, cafe)),
  )
  const overview = await fetch(`${site.url}/admin`, { headers: { cookie, accept: 'text/html' } })
  const formToken = /name="formToken" value="([^"]+)"/.exec(await overview.text())?.[1] ?? ''
  const referrerPolicy = 'same-origin'
  const page = (path: string): PublicPage => ({ path, cookie, referrerPolicy })
  const ofTheCity = (path: string) => ({ ...page(path), cookie: coordinator.cookie })
  const answer = (path: string, send: Readonly<Record<string, string>>): PublicPage => ({
    ...page(path),
    send: { ...send, formToken },
  })
  const row = 'soep;Soep koken;Samen leren;koken;28-11-2026;10:00;;8'
  const columns = 'id;titel;omschrijving;onderwerp;datum;begin;eind;plekken'
  const list = Buffer.from(`${columns}\n${row}\nleeg;;;;;;;`).toString('base64')
  const wrong = { status: 422, has: '.form-fault' } as const
  return {
    signedOut: { path: '/admin', status: 401, referrerPolicy },
    adminEnter: { path: new URL(link).pathname, referrerPolicy },
    admin: ofTheCity('/admin'),
    adminActivities: page('/admin/activities'),
    adminActivity: page(`/admin/activities/${activity.id}`),
    adminActivityNew: page('/admin/activities/new'),
    adminActivityWrong: { ...answer('/admin/activities/new', { titleNl: 'Brood' }), ...wrong },
    adminCancel: page(`/admin/sessions/${activity.sessions[0]?.id}/cancel`),
    adminImport: page('/admin/import'),
    adminImportLook: {
      ...answer('/admin/import', { step: 'look', fileName: 'agenda.csv', content: list }),
      has: 'input[name=content]',
    },
    adminImportWrong: { ...answer('/admin/import', { address: 'http://x.example' }), ...wrong },
    adminBadges: page('/admin/badges'),
    adminBadge: page(`/admin/badges/${achievement.id}`),
    adminBadgeNew: page('/admin/badges/new'),
    adminBadgeWrong: { ...answer('/admin/badges/new', { nameNl: 'Bakker' }), ...wrong },
    adminStories: ofTheCity('/admin/stories'),
    adminFailed: ofTheCity('/admin/failed'),
  }
}
