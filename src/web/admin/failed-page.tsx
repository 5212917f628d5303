import { Router } from 'express'
import { failedText } from '../../conversation/commands/failed.ts'
import { sayText } from '../../conversation/speak.ts'
import { type FailedDeliveries, failedDeliveries, sendFailedAgain } from '../../delivery/failed.ts'
import { translator } from '../../language/translate.ts'
import { terms } from '../../retention/terms.ts'
import { html } from '../html.ts'
import { type AdminContext, type AdminVisit, signedIn } from './admin-area.ts'
import { AdminForm, AdminLayout, adminPath } from './admin-layout.tsx'
import { afterwards } from './done-words.ts'

/** Messages that did not arrive, in numbers, and sending them again. */
export function failedRoutes(context: AdminContext): Router {
  const { db, deps } = context
  const path = adminPath('failed')
  const router = Router()
  const asked = ({ city }: AdminVisit) => ({ cityId: city.id, now: deps.clock() })
  router.get(
    path,
    signedIn(context, async (visit, _request, response) => {
      response.type('html').send(failedPage(visit, await failedDeliveries(db, asked(visit))))
    }),
  )
  router.post(
    path,
    signedIn(context, async (visit, _request, response) => {
      await db.$transaction((tx) => sendFailedAgain(tx, asked(visit)))
      response.redirect(303, afterwards(path, visit.locale, 'sentAgain'))
    }),
  )
  return router
}

function failedPage(visit: AdminVisit, failed: readonly FailedDeliveries[]): string {
  const { admin, locale } = visit
  const say = translator(locale, 'admin')
  const sayReply = translator(locale, 'replies')
  const days = terms.unsentWords
  const sendable = failed.reduce((sum, each) => sum + each.sendable, 0)
  return html(
    <AdminLayout visit={visit} page="failed">
      <p>{sayReply(failed.length === 0 ? 'failed.none' : 'failed.title', { days })}</p>
      {failed.length > 0 && (
        <ul class="card plain">
          {failed.map((each) => (
            <li key={`${each.channel} ${each.failure}`}>{sayText(locale, failedText(each))}</li>
          ))}
        </ul>
      )}
      {sendable > 0 && (
        <AdminForm admin={admin} action={`${adminPath('failed')}?lang=${locale}`}>
          <p>{sayReply('failed.sendable', { count: sendable })}</p>
          <button class="button" type="submit">
            {sayReply('failed.again')}
          </button>
        </AdminForm>
      )}
      <p class="quiet-text">{say('failed.why')}</p>
    </AdminLayout>,
  )
}
