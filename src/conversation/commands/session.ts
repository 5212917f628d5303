import {
  closeSession,
  type OwnSession,
  openSession,
  ownSessions,
} from '../../activities/organisation-sessions.ts'
import { readSessionCode } from '../../activities/session-code.ts'
import { audit } from '../../organisations/audit.ts'
import type { ActingFor } from '../../organisations/membership.ts'
import { actionWord } from '../commands.ts'
import { type Card, reply, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'
import { whenLine } from '../turns/found-reply.ts'
import { askToCancelTurn } from './cancel-session.ts'
import { checkInReplies } from './check-in-replies.ts'
import { commandChoice } from './command-choice.ts'
import type { WorkerCommand, WorkerTurn } from './worker-command.ts'

/** How many sessions are shown at once: a small screen. */
const sessionsShown = 5

/** `/session`: what is coming up, and running it. */
export const sessionCommand: WorkerCommand = {
  role: 'worker',
  turn: (turn, actingFor, rest) =>
    rest === ''
      ? listTurn(turn, actingFor)
      : { replies: [reply({ paragraphs: [text('session.form')] })] },
  actions: {
    open: { role: 'worker', turn: one('open', openTurn) },
    close: { role: 'worker', turn: one('close', closeTurn) },
    code: { role: 'worker', turn: one('code', codeTurn) },
    list: { role: 'worker', turn: listTurn },
    cancel: { role: 'worker', turn: askToCancelTurn },
  },
}

/** Does something with the session named by its code, or with the only one; asks which of several. */
function one(
  action: 'open' | 'close' | 'code',
  act: (turn: Turn, actingFor: ActingFor, session: OwnSession) => Promise<TurnResult> | TurnResult,
): WorkerTurn {
  return async (turn, actingFor, rest) => {
    const { tx, now } = turn
    const { organisationId, organisationName: organisation } = actingFor
    const code = readSessionCode(rest)
    if (rest !== '' && code === null) {
      return { replies: [reply({ paragraphs: [text('session.unknownCode', { organisation })] })] }
    }
    const query = { organisationId, now, limit: sessionsShown }
    const found = await ownSessions(
      tx,
      code === null ? { ...query, onlySoon: true } : { ...query, code },
    )
    const fitting =
      code === null && action !== 'open' ? found.filter(({ isOpen }) => isOpen) : found
    const [only, ...others] = fitting
    if (only === undefined) {
      const key = code === null ? 'session.none' : 'session.unknownCode'
      return { replies: [reply({ paragraphs: [text(key, { organisation })] })] }
    }
    if (others.length === 0) {
      // Checking in days before would say that somebody was there.
      if (action === 'open' && !only.canOpen) {
        return { replies: [reply({ paragraphs: [text('session.tooEarly')] })] }
      }
      return act(turn, actingFor, only)
    }
    const word = actionWord('en', 'session', action)
    return {
      replies: [
        reply({
          paragraphs: [text('session.which')],
          cards: fitting.map((session, index) => ({
            ...sessionLines(turn, session),
            choices: [
              commandChoice(
                text('session.choice.this', { number: index + 1 }),
                'session',
                `${word} ${session.code}`,
              ),
            ],
          })),
        }),
      ],
    }
  }
}

async function openTurn(
  turn: Turn,
  { organisationId }: ActingFor,
  session: OwnSession,
): Promise<TurnResult> {
  const { tx, deps, now, person } = turn
  if (!session.isOpen) {
    await openSession(tx, session.id, now)
    await audit(tx, deps, {
      actorId: person.personId,
      organisationId,
      action: 'session.opened',
      subjectType: 'session',
      subjectId: session.id,
    })
  }
  return { replies: checkInReplies(turn, session) }
}

function codeTurn(turn: Turn, _: ActingFor, session: OwnSession): TurnResult {
  return { replies: checkInReplies(turn, session) }
}

async function closeTurn(turn: Turn, _: ActingFor, session: OwnSession): Promise<TurnResult> {
  const closed = await closeSession(turn.tx, session.id, turn.now)
  const title = { kind: 'either', ...session.title } as const
  const said = closed
    ? text('session.closed', { title, attended: session.attended })
    : text('session.notOpen', { title })
  return { replies: [reply({ paragraphs: [said] })] }
}

async function listTurn(turn: Turn, actingFor: ActingFor): Promise<TurnResult> {
  const { organisationId, organisationName: organisation } = actingFor
  const sessions = await ownSessions(turn.tx, {
    organisationId,
    now: turn.now,
    limit: sessionsShown,
  })
  if (sessions.length === 0) {
    return { replies: [reply({ paragraphs: [text('session.noneAtAll', { organisation })] })] }
  }
  return {
    replies: [
      reply({
        paragraphs: [text('session.list', { organisation })],
        cards: sessions.map((session, index) => ({
          ...sessionLines(turn, session),
          choices: session.canOpen
            ? [
                commandChoice(
                  text('session.choice.open', { number: index + 1 }),
                  'session',
                  `open ${session.code}`,
                ),
              ]
            : [],
        })),
      }),
    ],
  }
}

function sessionLines(turn: Turn, session: OwnSession): Omit<Card, 'choices'> {
  const { going, capacity, waiting, attended, code } = session
  return {
    title: { kind: 'either', ...session.title },
    lines: [
      whenLine(session, turn.city.timeZone),
      text('session.places', { going, capacity, waiting }),
      text('session.code', { code }),
      ...(session.isOpen ? [text('session.attended', { attended })] : []),
    ],
  }
}
