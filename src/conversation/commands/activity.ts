import { listActivities } from '../../activities/list-activities.ts'
import { localDay } from '../../activities/local-day.ts'
import { addSessions } from '../../activities/make/add-sessions.ts'
import { activityLimits } from '../../activities/make/limits.ts'
import { loadDraft } from '../../activities/make/load-draft.ts'
import { everyWeek } from '../../activities/make/times.ts'
import { audit } from '../../organisations/audit.ts'
import type { ActingFor } from '../../organisations/membership.ts'
import { activityForm } from '../forms/activity-form.ts'
import { saidBefore } from '../forms/form-replies.ts'
import { reply, type Text, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'
import { commandChoice } from './command-choice.ts'
import type { WorkerAction, WorkerCommand } from './worker-command.ts'

/** How many activities one message lists. */
const shownAtOnce = 6

const say = (...paragraphs: Text[]): TurnResult => ({ replies: [reply({ paragraphs })] })

type Purpose = 'list' | 'edit' | 'copy' | 'repeat'

/** Activities of the organisation, the one that is next first, with what can be done with each. */
async function list(turn: Turn, actingFor: ActingFor, purpose: Purpose): Promise<TurnResult> {
  const { tx, now, city } = turn
  const { organisationId, organisationName: organisation, role } = actingFor
  const activities = await listActivities(tx, { organisationId, now })
  const shown = activities.slice(0, shownAtOnce)
  const what = purpose === 'list' ? 'edit' : purpose
  const makeNew = role === 'admin' && purpose === 'list'
  return {
    replies: [
      reply({
        paragraphs: [
          purpose === 'list' || shown.length === 0
            ? text(shown.length === 0 ? 'making.none' : 'making.list', { organisation })
            : text('making.which'),
        ],
        cards: shown.map(({ id, title, next }, index) => ({
          title: { kind: 'either', ...title },
          lines:
            next === null
              ? [text('making.never')]
              : [
                  text('making.next', {
                    moment: {
                      kind: 'moment',
                      at: next.startsAt.toISOString(),
                      timeZone: city.timeZone,
                    },
                  }),
                  text('making.taken', { going: next.going, capacity: next.capacity }),
                ],
          choices:
            role === 'admin'
              ? [
                  commandChoice(
                    text(`making.${what}`, { number: index + 1 }),
                    'activity',
                    `${what} ${id}`,
                  ),
                ]
              : [],
        })),
        choices: makeNew ? [commandChoice(text('making.new'), 'activity', 'new')] : [],
      }),
    ],
  }
}

/** Opens an activity of the organisation, or a copy of it, at the preview. */
const open = (as: 'edit' | 'copy'): WorkerAction => ({
  role: 'admin',
  async turn(turn, actingFor, rest) {
    if (rest === '') return list(turn, actingFor, as)
    const { tx, now, locale, city } = turn
    const { organisationId } = actingFor
    const draft = isId(rest)
      ? await loadDraft(tx, {
          activityId: rest,
          organisationId,
          locale,
          as,
          timeZone: city.timeZone,
          now,
        })
      : null
    if (draft === null) return say(text('making.gone'))
    const result = await activityForm.begin({ turn, actingFor }, draft)
    const title = draft.words.title ?? ''
    return as === 'copy' ? saidBefore(result, text('making.copied', { title })) : result
  },
})

const isId = (typed: string) => /^[0-9a-f-]{36}$/.test(typed)

/** `/activity repeat <activity> <weeks>`: adds the times of its last day again, week after week. */
const repeat: WorkerAction = {
  role: 'admin',
  async turn(turn, actingFor, rest) {
    const [activityId = '', typed = ''] = rest.split(/\s+/)
    if (activityId === '') return list(turn, actingFor, 'repeat')
    const { tx, deps, now, locale, city, person } = turn
    const { timeZone } = city
    const { organisationId } = actingFor
    const which = { activityId, organisationId, locale, as: 'copy', timeZone, now } as const
    const draft = isId(activityId) ? await loadDraft(tx, which) : null
    if (draft === null) return say(text('making.gone'))
    const title = draft.words.title ?? ''
    const weeks = Number(typed)
    if (!Number.isInteger(weeks) || weeks < 1 || weeks > activityLimits.weeks) {
      return {
        replies: [
          reply({
            paragraphs: [text('making.howMany', { title })],
            choices: [1, 4, 8].map((count) =>
              commandChoice(
                text('making.weeksChoice', { count }),
                'activity',
                `repeat ${activityId} ${count}`,
              ),
            ),
          }),
        ],
      }
    }
    const times = everyWeek(draft.times, weeks, timeZone)
    const count = await addSessions(tx, { activityId, capacity: draft.capacity ?? 1, times })
    const last = times.at(-1)
    if (count === 0 || last === undefined) return say(text('making.notRepeated'))
    await audit(tx, deps, {
      actorId: person.personId,
      organisationId,
      action: 'activity.changed',
      subjectType: 'activity',
      subjectId: activityId,
    })
    const day = { kind: 'day', day: localDay(new Date(last.startsAt), timeZone) } as const
    return say(text('making.repeated', { title, count, day }))
  },
}

/** `/activity new|list|edit|copy|repeat`; without any of these, the list. */
export const activityCommand: WorkerCommand = {
  role: 'worker',
  turn: (turn, actingFor) => list(turn, actingFor, 'list'),
  actions: {
    list: { role: 'worker', turn: (turn, actingFor) => list(turn, actingFor, 'list') },
    new: {
      role: 'admin',
      turn: (turn, actingFor) => activityForm.beginOrResume({ turn, actingFor }),
    },
    edit: open('edit'),
    copy: open('copy'),
    repeat,
  },
}
