import { localDay } from '../../activities/local-day.ts'
import { notify } from '../../delivery/notify.ts'
import { endMembership } from '../../organisations/end-membership.ts'
import type { ActingFor } from '../../organisations/membership.ts'
import { commandWord } from '../commands.ts'
import { finishTakenBy } from '../notices/hand-over.ts'
import { reply, type Text, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'
import { commandChoice } from './command-choice.ts'
import type { WorkerCommand } from './worker-command.ts'

/** How many members one message lists. */
const membersShown = 8

const say = (...paragraphs: Text[]): TurnResult => ({ replies: [reply({ paragraphs })] })

const membersOf = ({ tx }: Turn, { organisationId }: ActingFor) =>
  tx.membership.findMany({
    where: { organisationId, endedAt: null },
    orderBy: [{ role: 'desc' }, { since: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      role: true,
      since: true,
      personId: true,
      person: { select: { learnerCode: true } },
    },
  })

/** `/members`: who works for the organisation, by the codes they are known by; an admin can remove them. */
async function listMembers(turn: Turn, actingFor: ActingFor): Promise<TurnResult> {
  const members = await membersOf(turn, actingFor)
  const shown = members.slice(0, membersShown)
  const isSelf = (personId: string) => personId === turn.person.personId
  const removable = shown.filter(({ personId }) => !isSelf(personId))
  const left = members.length - shown.length
  return {
    replies: [
      reply({
        paragraphs: [text('members.list', { organisation: actingFor.organisationName })],
        cards: [...shown.filter(({ personId }) => isSelf(personId)), ...removable].map(
          (member) => ({
            title: member.person.learnerCode,
            lines: [
              text(`role.${member.role}`),
              text('members.since', {
                day: { kind: 'day', day: localDay(member.since, turn.city.timeZone) },
              }),
              ...(isSelf(member.personId) ? [text('members.you')] : []),
            ],
            choices: isSelf(member.personId)
              ? []
              : [
                  commandChoice(
                    text('members.remove', { number: removable.indexOf(member) + 1 }),
                    'members',
                    `remove ${member.id}`,
                  ),
                ],
          }),
        ),
        closing: left > 0 ? [text('members.more', { count: left })] : [],
      }),
    ],
  }
}

/** `/members remove <member> yes`: asks once, then ends it and tells the person. */
async function removeMember(turn: Turn, actingFor: ActingFor, rest: string): Promise<TurnResult> {
  const { tx, deps, now, person } = turn
  const { organisationId, organisationName: organisation } = actingFor
  const [asked = '', sure = ''] = rest.split(/\s+/)
  const wanted = asked.toUpperCase()
  const member = (await membersOf(turn, actingFor)).find(
    ({ id, person: { learnerCode } }) => id === asked || learnerCode === wanted,
  )
  if (member === undefined) return say(text('members.gone'))
  if (member.personId === person.personId) {
    return say(text('members.self', { command: commandWord(turn.locale, 'leave').usage }))
  }
  const code = member.person.learnerCode
  if (sure !== 'yes') {
    return {
      replies: [
        reply({
          paragraphs: [text('members.sure', { code, organisation })],
          choices: [
            commandChoice(text('members.sureYes'), 'members', `remove ${member.id} yes`),
            commandChoice(text('forms.back'), 'members'),
          ],
        }),
      ],
    }
  }
  await endMembership(tx, deps, {
    membershipId: member.id,
    organisationId,
    endedById: person.personId,
  })
  await finishTakenBy(tx, deps, {
    personId: member.personId,
    organisationId,
    actorId: person.personId,
  })
  const told = reply({ paragraphs: [text('members.told', { organisation })] })
  await notify(tx, { personId: member.personId, replies: [told], now })
  return say(text('members.removed', { code, organisation }))
}

export const membersCommand: WorkerCommand = {
  role: 'admin',
  turn: listMembers,
  actions: { remove: { role: 'admin', turn: removeMember } },
}
