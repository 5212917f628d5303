import {
  adminLinkMinutes,
  adminSessionHours,
  makeAdminLink,
} from '../../organisations/admin/admin-session.ts'
import { reply, text } from '../reply.ts'
import type { WorkerCommand } from './worker-command.ts'

/** `/admin`: a link that signs the admin in on the coordinator's pages, once. There are no passwords. */
export const adminCommand: WorkerCommand = {
  role: 'admin',
  async turn({ tx, deps, person }, { organisationId, organisationName: organisation }) {
    const link = await makeAdminLink(tx, deps, { personId: person.personId, organisationId })
    return {
      replies: [
        reply({
          paragraphs: [
            text('admin.link', { organisation }),
            text('share.link', { link }),
            text('admin.term', { minutes: adminLinkMinutes, hours: adminSessionHours }),
          ],
        }),
      ],
    }
  },
}
