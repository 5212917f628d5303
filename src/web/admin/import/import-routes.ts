import { Router } from 'express'
import { importFormats } from '../../../imports/formats.ts'
import { importGiven } from '../../../imports/import-given.ts'
import { translator } from '../../../language/translate.ts'
import { type AdminContext, signedIn } from '../admin-area.ts'
import { adminPath } from '../admin-layout.tsx'
import { givenIn, importForm, takeImportForm } from './import-form.ts'
import { importPage, importResultPage } from './import-pages.tsx'

/** Activities of the organisation from a file or an address: first what would change, then the change. */
export function importRoutes(context: AdminContext): Router {
  const { db, deps, city, fetch } = context
  const path = adminPath('import')
  const router = Router()
  router.get(
    path,
    signedIn(context, (visit, _request, response) => {
      response.type('html').send(importPage({ visit, address: '', topic: null, fault: null }))
    }),
  )
  router.post(
    path,
    ...takeImportForm,
    signedIn(context, async (visit, request, response) => {
      const form = importForm.parse(request.body)
      const { address, topic, step } = form
      const given = await givenIn(form)
      const isDryRun = step === 'look'
      const { organisationId } = visit.admin.actingFor
      const order = { city: city(), organisationId, defaultTopic: topic, isDryRun }
      const outcome =
        given === null ? null : await importGiven(db, { ...deps, fetch }, { ...order, given })
      if (given === null || outcome === null || outcome.kind === 'fault') {
        const fault =
          outcome?.kind === 'fault'
            ? translator(visit.locale, 'imports')(`fault.${outcome.code}`, {
                formats: importFormats.join(', '),
              })
            : translator(visit.locale, 'admin')('import.nothing')
        response.status(422).type('html').send(importPage({ visit, address, topic, fault }))
        return
      }
      const { tally } = outcome
      response
        .type('html')
        .send(importResultPage({ visit, city: city(), given, topic, tally, isDryRun }))
    }),
  )
  return router
}
