import type { Logger } from 'pino'
import type { Cities } from '../cities/cities.ts'
import { type City, readCityById } from '../cities/city.ts'
import type { Database, Transaction } from '../database/client.ts'
import type { Ending } from '../database/quick-transaction.ts'
import { isDatabaseUnreachable } from '../database/unreachable.ts'
import type { AtOnce, HeldReplies } from '../delivery/at-once.ts'
import { enqueue } from '../delivery/enqueue.ts'
import { heldReplies, keepTurn } from '../delivery/keep-turn.ts'
import type { Deps } from '../deps.ts'
import { faultOf } from '../fault.ts'
import type { Locale } from '../language/locale.ts'
import { addressLock, type MetPerson, meet } from '../learners/meet.ts'
import { notePrivacyTold, privacyNews } from '../learners/privacy-notice.ts'
import { currentRequestId } from '../request-id.ts'
import { isInDistress, type ReadMessage, readMessage } from './answer.ts'
import { answerInCity } from './answer-in-city.ts'
import { localeOfCommand } from './commands.ts'
import { leftForms } from './forms/left-forms.ts'
import type { Handled, HandleMessage, Message } from './message.ts'
import { privacyCity, withPrivacy } from './privacy-words.ts'
import { reply, text } from './reply.ts'
import { type ConversationState, readState } from './state.ts'
import type { TurnResult } from './turn.ts'
import { offeredChoices } from './typed-choice.ts'

/** What became of one message, for counting. It says nothing of the person or the words. */
export interface ObservedTurn {
  readonly channel: string
  readonly handled: Handled
  readonly seconds: number
}

/** What handling messages needs from the service. */
export interface ConversationService {
  readonly db: Database
  readonly deps: Deps
  readonly cities: Cities
  readonly log: Logger
  readonly observe: (turn: ObservedTurn) => void
  /** The short way for answers; null leaves them all to the queue. */
  readonly atOnce: AtOnce | null
}

/** What became of a message, and what is to be sent at once because of it. */
interface Outcome {
  readonly handled: Handled
  readonly held: HeldReplies | null
}

/**
 * Makes the one door for messages. Each message is one transaction: a repeat is dropped, the person
 * locked, one use-case run, and the replies put in the outbox.
 *
 * The returned function throws only when the database cannot be reached, so that the platform sends
 * the message again. A message that fails for another reason is tried once more, then answered with
 * an apology and set aside: it never blocks the next.
 */
export function createHandleMessage(service: ConversationService): HandleMessage {
  const { db, deps, log, observe } = service
  const handleOnce = async (message: Message): Promise<Outcome> => {
    const turn = () => db.inQuickTransaction((tx) => takeTurn(tx, service, message))
    try {
      return await turn()
    } catch (first) {
      if (isDatabaseUnreachable(first)) throw first
      try {
        return await turn()
      } catch (cause) {
        if (isDatabaseUnreachable(cause)) throw cause
        log.error({ channel: message.channel, fault: faultOf(cause) }, 'a message failed')
        return db.inQuickTransaction((tx) => apologise(tx, service, message))
      }
    }
  }

  return async (message) => {
    const startedAt = deps.clock()
    const { handled, held } = await handleOnce(message)
    if (held !== null && held.replies.length > 0) service.atOnce?.send(held)
    const seconds = (deps.clock().getTime() - startedAt.getTime()) / 1000
    observe({ channel: message.channel, handled, seconds })
    return handled
  }
}

/**
 * Waits for the person's earlier messages, and notes an update as handled; false when it was already.
 */
async function isFirst(tx: Transaction, deps: Deps, message: Message, now: Date): Promise<boolean> {
  const { channel, updateId, sender } = message
  const added = await tx.$executeRaw`
    INSERT INTO "ReceivedUpdate" (channel, "updateId", "receivedAt")
    SELECT ${channel}, ${updateId}, ${now}
    FROM (SELECT ${addressLock(channel, deps.seals.lookup(channel, sender))}) AS waited
    ON CONFLICT DO NOTHING`
  return added === 1
}

async function takeTurn(
  tx: Transaction,
  service: ConversationService,
  message: Message,
): Promise<Ending<Outcome>> {
  const { deps } = service
  const now = deps.clock()
  if (message.body.kind === 'reachability') {
    if (!(await isFirst(tx, deps, message, now))) return isRepeat
    await noteReachability(tx, deps, message, message.body.reachable, now)
    return ended('answered')
  }
  const guessed = service.cities.home()
  const readAtHome = readMessage(message.body, guessed, now)
  const heardNow = localeHeard(readAtHome)
  // Sent together, done one after the other: what `meet` reads is seen under the lock of the first.
  const [first, person] = await Promise.all([
    isFirst(tx, deps, message, now),
    meet(tx, deps, {
      channel: message.channel,
      address: message.sender,
      cityId: guessed.id,
      cityChosen: service.cities.all().length === 1,
      locale: heardNow ?? guessed.defaultLocale,
      now,
    }),
  ])
  if (!first) return isRepeat
  const city = await cityOf(tx, service.cities, person)
  // Reading takes a few microseconds; places and clocks differ from city to city.
  const read = city === guessed ? readAtHome : readMessage(message.body, city, now)
  const state = readState(person.conversationState)
  const heard = read.kind === 'typed' && asksForWords(state) ? null : heardNow
  const locale = await localeOf(tx, person, heard)
  const { cities } = service
  const result = await answerInCity({ tx, deps, now, cities, city, person, locale, state }, read)
  return finishTurn(tx, service, { message, read, person, city, locale, state, result, now })
}

/** The person's own city. One that was added a moment ago is not among those that were read. */
async function cityOf(
  tx: Transaction,
  cities: Cities,
  { cityId }: Pick<MetPerson, 'cityId'>,
): Promise<City> {
  return cities.byId(cityId) ?? (await readCityById(tx, cityId)) ?? cities.home()
}

/** A message that was handled before changes nothing. */
const isRepeat: Ending<Outcome> = {
  kind: 'rollBack',
  result: { handled: 'duplicate', held: null },
}

const ended = (handled: Handled): Ending<Outcome> => ({
  kind: 'commit',
  result: () => ({ handled, held: null }),
})

/**
 * Whether the open question is answered with a name, or with what goes in a form.
 * They may be in any language, and are not how the person speaks to us.
 */
const asksForWords = ({ question }: ConversationState): boolean =>
  question !== null && ['city', 'form', 'shareName', 'shareLabel'].includes(question.kind)

/** The language that a message is in; null when it tells nothing. */
function localeHeard(read: ReadMessage): Locale | null {
  if (read.kind === 'typed') return read.understood.locale
  return read.kind === 'command' ? localeOfCommand(read.name) : null
}

/** The language to answer in: the one chosen, or else the one the message is written in. */
async function localeOf(tx: Transaction, person: MetPerson, heard: Locale | null): Promise<Locale> {
  if (person.localeChosen || heard === null || heard === person.locale) return person.locale
  await tx.$executeRaw`
    UPDATE "Person" SET locale = ${heard}::"Locale" WHERE id = ${person.personId}::uuid`
  return heard
}

interface FinishedTurn {
  readonly message: Message
  readonly read: ReadMessage
  readonly person: MetPerson
  readonly city: City
  readonly locale: Locale
  readonly state: ConversationState
  readonly result: TurnResult
  readonly now: Date
}

/** Puts the replies in the outbox, keeps what they leave open, and tells what to send at once. */
async function finishTurn(
  tx: Transaction,
  service: ConversationService,
  turn: FinishedTurn,
): Promise<Ending<Outcome>> {
  const { message, person, state, result, now } = turn
  const isCrisis = isInDistress(turn.read)
  // Somebody in distress is told of help lines only; privacy can wait for the next message.
  const news = isCrisis ? 'none' : privacyNews(person.privacyVersion)
  const replies =
    news === 'none'
      ? result.replies
      : withPrivacy(service.deps, privacyCity(person, turn), news, result.replies)
  if (news !== 'none') {
    const personId = result.personId ?? person.personId
    await notePrivacyTold(tx, { personId, channel: message.channel, now })
  }
  const offersChoices = replies.some(({ choices }) => choices.length > 0)
  const next: ConversationState = {
    choices: isCrisis && !offersChoices ? state.choices : offeredChoices(replies),
    question: isCrisis ? state.question : (result.question ?? null),
    leftForms: isCrisis ? state.leftForms : leftForms(state, result),
    search: result.search ?? state.search,
  }
  const { channel, sender: address, interaction } = message
  const { identityId } = person
  const locale = result.locale ?? turn.locale
  const requestId = currentRequestId()
  const holder = service.atOnce?.holder(channel) ?? null
  return {
    kind: 'commit',
    last: keepTurn({ identityId, locale, replies, interaction, state: next, now, holder }),
    result: (rows) => ({
      handled: 'answered',
      held: {
        ...{ identityId, channel, address, locale, interaction, now },
        requestId,
        replies: heldReplies(replies, rows),
      },
    }),
  }
}

async function noteReachability(
  tx: Transaction,
  deps: Deps,
  message: Message,
  reachable: boolean,
  now: Date,
): Promise<void> {
  const addressLookup = deps.seals.lookup(message.channel, message.sender)
  await tx.channelIdentity.updateMany({
    where: { channel: message.channel, addressLookup },
    data: { unreachableAt: reachable ? null : now },
  })
}

/** Answers a message that could not be handled, so that it is not met with silence. */
async function apologise(
  tx: Transaction,
  service: ConversationService,
  message: Message,
): Promise<Ending<Outcome>> {
  const { deps } = service
  const now = deps.clock()
  const home = service.cities.home()
  if (!(await isFirst(tx, deps, message, now))) return isRepeat
  const person = await meet(tx, deps, {
    channel: message.channel,
    address: message.sender,
    cityId: home.id,
    cityChosen: service.cities.all().length === 1,
    locale: home.defaultLocale,
    now,
  })
  await enqueue(tx, {
    identityId: person.identityId,
    kind: 'answer',
    locale: person.locale,
    replies: [reply({ paragraphs: [text('unknown.fault')] })],
    interaction: message.interaction,
    now,
  })
  return ended('failed')
}
