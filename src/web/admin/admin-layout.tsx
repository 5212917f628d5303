import type { ComponentChildren, VNode } from 'preact'
import { translator } from '../../language/translate.ts'
import type { SignedInAdmin } from '../../organisations/admin/admin-session.ts'
import { mayActAs, type NeededRole } from '../../organisations/membership.ts'
import { Layout } from '../layout.tsx'
import type { AdminVisit } from './admin-area.ts'
import { isDoneWord } from './done-words.ts'

/** The pages, in the order of the menu. */
export const adminPages = [
  'overview',
  'activities',
  'import',
  'badges',
  'stories',
  'failed',
] as const
export type AdminPageName = (typeof adminPages)[number]

/** Stories and messages are of the whole city, and for its coordinators only. */
const forCoordinators: readonly AdminPageName[] = ['stories', 'failed']
const neededFor = (page: AdminPageName): NeededRole =>
  forCoordinators.includes(page) ? 'coordinator' : 'admin'

/** Where a page is. */
export const adminPath = (page: AdminPageName): string =>
  page === 'overview' ? '/admin' : `/admin/${page}`

interface AdminLayoutProps {
  readonly visit: AdminVisit
  readonly page: AdminPageName
  /** The heading; the page's name when left out. */
  readonly title?: string
  readonly children: ComponentChildren
}

/** What every page of the coordinator has around it. */
export function AdminLayout({ visit, page, title, children }: AdminLayoutProps): VNode {
  const { admin, locale, done } = visit
  const say = translator(locale, 'admin')
  const isTheirs = (each: AdminPageName) => mayActAs(admin.actingFor, neededFor(each))
  const heading = title ?? say(`pages.${page}`)
  return (
    <Layout
      locale={locale}
      title={`${heading}, ${admin.actingFor.organisationName}`}
      styles="admin.css"
      noIndex
      wide
    >
      <div class="admin-bar">
        <nav aria-label={say('menu')}>
          <ul>
            {adminPages.filter(isTheirs).map((each) => (
              <li key={each}>
                <a
                  href={`${adminPath(each)}?lang=${locale}`}
                  aria-current={each === page ? 'page' : undefined}
                >
                  {say(`pages.${each}`)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <AdminForm admin={admin} action={`/admin/leave?lang=${locale}`}>
          <button class="button quiet" type="submit">
            {say('leave')}
          </button>
        </AdminForm>
      </div>
      <p class="chip">{admin.actingFor.organisationName}</p>
      <h1>{heading}</h1>
      {isDoneWord(done) && (
        <p class="notice" role="status">
          {say(`done.${done}`)}
        </p>
      )}
      {children}
    </Layout>
  )
}

interface AdminFormProps {
  readonly admin: SignedInAdmin
  readonly action: string
  readonly class?: string
  /** It can hold a file. */
  readonly isUpload?: boolean
  readonly children: ComponentChildren
}

/** A form of these pages: it carries the proof that it stood on one. */
export function AdminForm(props: AdminFormProps): VNode {
  const { admin, action, class: name, isUpload = false, children } = props
  return (
    <form
      method="post"
      action={action}
      class={name}
      enctype={isUpload ? 'multipart/form-data' : undefined}
    >
      <input type="hidden" name="formToken" value={admin.formToken} />
      {children}
    </form>
  )
}
