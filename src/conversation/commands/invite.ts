import { invite } from '../../organisations/invite.ts'
import { commandWord } from '../commands.ts'
import { reply, text } from '../reply.ts'
import { startPayload } from '../start-payload.ts'
import { commandChoice } from './command-choice.ts'
import type { WorkerAction, WorkerCommand } from './worker-command.ts'

/** Makes an invitation for one role: a link for each app that has them, and the code. */
const inviteAs = (role: 'worker' | 'admin'): WorkerAction => ({
  role: 'admin',
  async turn({ tx, deps, locale, person, city }, { organisationId, organisationName }) {
    const { code, expiresAt } = await invite(tx, deps, {
      organisationId,
      role,
      invitedById: person.personId,
    })
    const typed = `/${commandWord(locale, 'join').name} ${code}`
    const links = deps.chatLinks({ payload: startPayload({ purpose: 'join', code }), typed })
    return {
      replies: [
        reply({
          paragraphs: [
            text('invite.made', {
              organisation: organisationName,
              role: { kind: 'texts', texts: [text(`role.${role}`)] },
            }),
            ...links.map(({ app, url }) => text('invite.link', { app, url })),
            text('invite.code', { typed }),
            text('invite.until', {
              until: { kind: 'moment', at: expiresAt.toISOString(), timeZone: city.timeZone },
            }),
          ],
        }),
      ],
    }
  },
})

/** `/invite worker|admin`; without a role, asks which. */
export const inviteCommand: WorkerCommand = {
  role: 'admin',
  turn: (_, { organisationName }) => ({
    replies: [
      reply({
        paragraphs: [text('invite.whichRole', { organisation: organisationName })],
        choices: [
          commandChoice(text('invite.worker'), 'invite', 'worker'),
          commandChoice(text('invite.admin'), 'invite', 'admin'),
        ],
      }),
    ],
  }),
  actions: { worker: inviteAs('worker'), admin: inviteAs('admin') },
}
