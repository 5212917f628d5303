import { type Request, Router } from 'express'
import { z } from 'zod'
import { cancelSession } from '../../../activities/cancel-session.ts'
import { type OwnSession, ownSessions } from '../../../activities/organisation-sessions.ts'
import { tellSessionOff } from '../../../conversation/notices/session-off.ts'
import { sayMoment } from '../../../language/format.ts'
import { translator } from '../../../language/translate.ts'
import { longestNoteCharacters } from '../../../organisations/award-command.ts'
import { html } from '../../html.ts'
import { answerProblem } from '../../problem.ts'
import { type AdminContext, type AdminVisit, signedIn } from '../admin-area.ts'
import { AdminForm, AdminLayout, adminPath } from '../admin-layout.tsx'
import { afterwards } from '../done-words.ts'
import { TextField } from '../fields.tsx'

const cancelForm = z.object({ reason: z.string().trim().max(longestNoteCharacters).catch('') })

/** Cancelling one session: it cannot be taken back, so there is a page in between. */
export function cancelSessionRoutes(context: AdminContext): Router {
  const { db, deps, city } = context
  const router = Router()
  const find = async (request: Request, { admin }: AdminVisit) => {
    const id = z.uuid().safeParse(request.params.id)
    if (!id.success) return null
    const { organisationId } = admin.actingFor
    const which = { organisationId, sessionId: id.data, now: deps.clock(), limit: 1 }
    return (await ownSessions(db, which))[0] ?? null
  }
  const path = '/admin/sessions/:id/cancel'
  router.get(
    path,
    signedIn(context, async (visit, request, response) => {
      const session = await find(request, visit)
      if (session === null) return answerProblem(request, response, 'not-found', city)
      response.type('html').send(cancelPage(visit, session))
    }),
  )
  router.post(
    path,
    signedIn(context, async (visit, request, response) => {
      const session = await find(request, visit)
      if (session === null) return answerProblem(request, response, 'not-found', city)
      const { personId, actingFor } = visit.admin
      const reason = cancelForm.parse(request.body).reason || null
      await db.$transaction(async (tx) => {
        const now = deps.clock()
        const { organisationId } = actingFor
        const which = { sessionId: session.id, organisationId, actorId: personId, reason, now }
        const off = await cancelSession(tx, deps, which)
        if (off.kind === 'cancelled')
          await tellSessionOff(tx, { ...off, reason, city: visit.city, now })
      })
      response.redirect(303, afterwards(adminPath('activities'), visit.locale, 'sessionCancelled'))
    }),
  )
  return router
}

function cancelPage(visit: AdminVisit, session: OwnSession): string {
  const { admin, locale } = visit
  const { timeZone } = visit.city
  const say = translator(locale, 'admin')
  const sayReply = translator(locale, 'replies')
  const values = {
    title: session.title[locale],
    moment: sayMoment(locale, session.startsAt, timeZone),
  }
  return html(
    <AdminLayout visit={visit} page="activities" title={say('sessions.cancel')}>
      <AdminForm
        admin={admin}
        action={`/admin/sessions/${session.id}/cancel?lang=${locale}`}
        class="card form"
      >
        <p class="lead">{sayReply('session.cancelAsk', values)}</p>
        <p>{sayReply('session.cancelWhom', { count: session.going + session.waiting })}</p>
        <TextField
          name="reason"
          value=""
          label={say('sessions.reason')}
          hint={say('sessions.reasonHint')}
          mostCharacters={longestNoteCharacters}
        />
        <p class="in-a-row">
          <button class="button" type="submit">
            {sayReply('session.choice.yes')}
          </button>
          <a class="button quiet" href={`${adminPath('activities')}?lang=${locale}`}>
            {sayReply('session.choice.no')}
          </a>
        </p>
      </AdminForm>
    </AdminLayout>,
  )
}
