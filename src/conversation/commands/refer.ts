import { understandingOf } from '../../cities/understanding-of.ts'
import { notify } from '../../delivery/notify.ts'
import { sharesWith } from '../../learners/sharing.ts'
import { longestNoteCharacters } from '../../organisations/award-command.ts'
import { findOrganisation, type NamedOrganisation } from '../../organisations/find-organisation.ts'
import type { ActingFor } from '../../organisations/membership.ts'
import { askReferral, type Need, referralsOf } from '../../organisations/referrals.ts'
import { readLevel } from '../../understand/asks.ts'
import { understand } from '../../understand/understand.ts'
import { partsOfDay } from '../../understand/understood.ts'
import { encodeChoice } from '../choice.ts'
import { reply, type Text, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'
import { findLearner } from './find-learner.ts'
import { suggestionsReply } from './suggest.ts'
import type { WorkerCommand } from './worker-command.ts'

const answer = (...paragraphs: Text[]): TurnResult => ({ replies: [reply({ paragraphs })] })

/** `/refer <code> <organisation> <need>`: the learner is asked first. */
export const referCommand: WorkerCommand = {
  role: 'worker',
  turn: referTurn,
  actions: { list: { role: 'worker', turn: listTurn } },
}

async function referTurn(turn: Turn, actingFor: ActingFor, rest: string): Promise<TurnResult> {
  const { tx, city } = turn
  const found = await findLearner(turn, rest)
  if (found.kind === 'missing') return answer(text('refer.form'))
  if (found.kind === 'unknown') return answer(found.why)
  if (found.rest === '') {
    const shares = await sharesWith(tx, found.personId, actingFor.organisationId)
    // Without the learner's yes nothing is read of them, also not to suggest something.
    return shares ? suggestionsReply(turn, actingFor, found) : answer(text('refer.form'))
  }
  const named = await findOrganisation(tx, { cityId: city.id, typed: found.rest })
  if (named.kind === 'unknown') {
    const items = named.near.map(({ name }) => name)
    return answer(text('refer.unknownOrganisation', { names: { kind: 'list', items } }))
  }
  const { organisation, rest: words } = named
  if (organisation.id === actingFor.organisationId) return answer(text('refer.ownOrganisation'))
  if (words === '') return askNeed(found.code, organisation)
  return referFor(turn, actingFor, { ...found, to: organisation, words })
}

/** Asks what the referral is for. */
export const askNeed = (code: string, to: NamedOrganisation): TurnResult => ({
  replies: [
    reply({
      paragraphs: [text('refer.need', { organisation: to.name })],
      choices: [{ label: text('refer.choice.leave'), value: encodeChoice({ kind: 'leaveIt' }) }],
    }),
  ],
  question: { kind: 'referNeed', code, organisationId: to.id },
})

/** Goes on once learner, organisation and need are known: asks the learner. */
export async function referFor(
  turn: Turn,
  { organisationId, organisationName }: ActingFor,
  asked: {
    readonly personId: string
    readonly code: string
    readonly to: NamedOrganisation
    readonly words: string
  },
): Promise<TurnResult> {
  const { tx, deps, now, person } = turn
  const { personId, code, to } = asked
  const need = readNeed(turn, asked.words)
  const id = await askReferral(tx, deps, {
    personId,
    madeById: person.personId,
    fromId: organisationId,
    toId: to.id,
    need,
  })
  if (id === null) return answer(text('refer.already', { code, organisation: to.name }))
  const question = reply({
    paragraphs: [
      text('refer.ask', { from: organisationName, to: to.name }),
      text('refer.askNeed', { need: need.words }),
      text('refer.askWhat', { to: to.name }),
    ],
    choices: [
      { label: text('refer.choice.yes'), value: encodeChoice({ kind: 'agreeReferral', id }) },
      { label: text('refer.choice.no'), value: encodeChoice({ kind: 'refuseReferral', id }) },
    ],
  })
  await notify(tx, { personId, replies: [question], now })
  return answer(text('refer.asked', { code, organisation: to.name }))
}

/** Reads topic, level and times in a worker's words; the words themselves stay as they are. */
function readNeed({ now, city }: Turn, typed: string): Need {
  const words = typed.slice(0, longestNoteCharacters)
  const context = understandingOf(city, now)
  const times = words
    .split(/[,;]|\s(?:en|and|of|or)\s/)
    .map((part) => understand(part, context).when.partOfDay)
  return {
    words,
    topic: understand(words, context).what.topic,
    level: readLevel(words),
    times: partsOfDay.filter((part) => times.includes(part)),
  }
}

/** `/refer list`: the state of each, for both organisations. */
async function listTurn(turn: Turn, { organisationId }: ActingFor): Promise<TurnResult> {
  const referrals = await referralsOf(turn.tx, turn.deps, organisationId)
  if (referrals.length === 0) return answer(text('refer.none'))
  return {
    replies: [
      reply({
        paragraphs: [text('refer.list')],
        cards: referrals.map(({ id, code, status, need, answer: said, from, to }) => ({
          title: code,
          lines: [
            text('refer.line', { from: from.name, to: to.name }),
            text('refer.offeredNeed', { need }),
            text(`refer.state.${status}`),
            ...(said === null ? [] : [text('refer.says', { to: to.name, answer: said })]),
          ],
          choices:
            status === 'offered' && to.id === organisationId
              ? [
                  {
                    label: text('refer.choice.accept'),
                    value: encodeChoice({ kind: 'acceptReferral', id }),
                  },
                  {
                    label: text('refer.choice.decline'),
                    value: encodeChoice({ kind: 'declineReferral', id }),
                  },
                ]
              : [],
        })),
      }),
    ],
  }
}
