import fc from 'fast-check'
import { demoPlaces } from '../bench/understand-messages.ts'
import { parseSlack } from '../bots/slack/parse.ts'
import { parseTelegram } from '../bots/telegram/parse.ts'
import { parseStatus, parseWhatsApp } from '../bots/whatsapp/parse.ts'
import { readForm } from '../bots/whatsapp/verify.ts'
import { readSessionCode } from '../src/activities/session-code.ts'
import { decodeChoice } from '../src/conversation/choice.ts'
import { readAction, readCommand, workerCommandNames } from '../src/conversation/commands.ts'
import { bodyOfText, longestTextCharacters } from '../src/conversation/message.ts'
import { readState } from '../src/conversation/state.ts'
import { readCalendarEvent } from '../src/imports/read/calendar-event.ts'
import { readHeader } from '../src/imports/read/csv-columns.ts'
import { writtenOut } from '../src/imports/read/icalendar.ts'
import { readFeedItem } from '../src/imports/read/open-active.ts'
import { itemsOfDocument } from '../src/imports/read/schema-document.ts'
import {
  readCents,
  readDay,
  readDegrees,
  readLanguages,
  readTime,
  readWholeNumber,
} from '../src/imports/read/values.ts'
import { readLearnerCode } from '../src/learners/learner-code.ts'
import { badgeAndNoteReadings, readAwardCommand } from '../src/organisations/award-command.ts'
import { understand } from '../src/understand/understand.ts'
import { readCredential } from '../src/verification/badge.ts'
import { readFileInput, readTextInput } from '../src/verification/files/read-input.ts'
import { findBadgeLinks } from '../src/verification/find-badge-links.ts'
import { keysOfDid } from '../src/verification/keys/did.ts'
import { assertionKeysIn, jwksIn } from '../src/verification/keys/keys-in.ts'
import { readStatusBit } from '../src/verification/status/bitstring.ts'
import { anyJson, anyText, nearly, sentText } from './inputs.ts'

/** Something that reads what strangers send, with what it is given. It may refuse, and never throw. */
export interface Target {
  readonly name: string
  /** Runs it once on each drawn input; the time of each is told. */
  readonly property: (time: (work: () => unknown) => void) => fc.IProperty<unknown>
}

function target<Given>(
  name: string,
  given: fc.Arbitrary<Given>,
  take: (value: Given) => unknown,
): Target {
  return {
    name,
    property: (time) => fc.property(given, (value) => time(() => take(value))),
  }
}

const chat = nearly({ id: fc.integer(), type: fc.constantFrom('private', 'group') })
const telegramMessage = nearly({
  chat,
  from: nearly({ id: fc.integer(), is_bot: fc.boolean() }),
  text: anyText,
  caption: anyText,
  document: nearly({ file_id: anyText, mime_type: anyText }),
  location: nearly({ latitude: fc.double(), longitude: fc.double() }),
  sticker: anyJson,
})
const telegramUpdate = nearly({
  update_id: fc.integer(),
  message: telegramMessage,
  callback_query: nearly({ id: anyText, data: anyText, message: nearly({ chat }) }),
  my_chat_member: nearly({ chat, new_chat_member: nearly({ status: anyText }) }),
})
const slackBody = nearly({
  type: fc.constantFrom('event_callback', 'block_actions', 'view_submission'),
  team_id: anyText,
  event_id: anyText,
  command: fc.constant('/stapje'),
  text: anyText,
  user_id: fc.constant('U1'),
  trigger_id: anyText,
  team: nearly({ id: anyText }),
  user: nearly({ id: anyText, team_id: anyText }),
  actions: fc.array(nearly({ type: fc.constant('button'), action_id: anyText, value: anyText })),
  event: nearly({
    type: fc.constant('message'),
    channel_type: fc.constant('im'),
    channel: anyText,
    user: anyText,
    text: anyText,
    subtype: fc.constantFrom('file_share', 'bot_message'),
    files: fc.array(nearly({ mimetype: anyText, url_private_download: anyText })),
  }),
})
const form = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        'MessageSid',
        'From',
        'Body',
        'ButtonPayload',
        'ListId',
        'NumMedia',
        'Latitude',
        'MediaContentType0',
        'MessageStatus',
        'ErrorCode',
        '__proto__',
      ),
      sentText,
    ),
    { maxLength: 12 },
  )
  .map((fields) => new URLSearchParams(fields).toString())
const bytes = fc.uint8Array({ maxLength: 2000 })
const context = { now: '2026-11-25T10:00', places: demoPlaces }

const reading = {
  timeZone: 'Europe/Amsterdam',
  now: new Date('2026-11-25T10:00:00Z'),
  until: new Date('2027-11-25T10:00:00Z'),
}
const calendarLines = fc.array(
  fc.oneof(
    fc.constantFrom(
      'DTSTART:20261128T100000Z',
      'DTSTART;TZID=Europe/Amsterdam:19700101T023000',
      'DTEND:20261128T110000Z',
      'RRULE:FREQ=DAILY',
      'RRULE:FREQ=SECONDLY',
      'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
      'EXDATE:20261129T100000Z',
    ),
    fc
      .tuple(fc.constantFrom('DTSTART', 'RRULE', 'RDATE', 'GEO', 'X'), anyText)
      .map((pair) => pair.join(':')),
  ),
  { maxLength: 8 },
)
const isoText = fc.constantFrom(
  '2026-11-28',
  '2026-11-28T10:00',
  '1000-01-01',
  '10:00',
  'P1W',
  'P1D',
)
const schemaEvent = nearly({
  '@type': fc.constantFrom('Event', 'EventSeries', 'Course'),
  name: anyText,
  startDate: fc.oneof(isoText, anyText),
  endDate: isoText,
  location: anyJson,
  offers: anyJson,
  eventSchedule: nearly({
    startDate: isoText,
    startTime: isoText,
    repeatFrequency: isoText,
    byDay: fc.constantFrom('Monday', 'https://schema.org/Friday'),
    scheduleTimezone: anyText,
  }),
})

/** Every parser of what comes from outside. One that is added gets a line here. */
export const targets: readonly Target[] = [
  target('webhooks of Telegram', telegramUpdate, parseTelegram),
  target('webhooks of WhatsApp', form, (body) => {
    const read = readForm(body)
    return [parseWhatsApp(read), parseStatus(read)]
  }),
  target('webhooks of Slack', slackBody, parseSlack),
  target('webhooks, any JSON', anyJson, (body) => [parseTelegram(body), parseSlack(body)]),
  target('commands', anyText, (typed) => {
    const body = bodyOfText(`/geef ${typed}`)
    const text = body.kind === 'command' ? body.rest : typed
    badgeAndNoteReadings(readAwardCommand(text))
    readCommand(text)
    return [body, ...workerCommandNames.map((name) => readAction(name, text))]
  }),
  target('understanding', anyText, (text) =>
    understand(text.slice(0, longestTextCharacters), context),
  ),
  target('codes', anyText, (text) => [readLearnerCode(text), readSessionCode(text)]),
  target('buttons', anyText, decodeChoice),
  target('stored state', anyJson, readState),
  target('verifier, files', bytes, readFileInput),
  target('verifier, texts', fc.oneof(anyText, fc.json(), fc.webUrl()), readTextInput),
  target('verifier, pages', anyText, (text) => findBadgeLinks(text, 'https://a.example/')),
  target('verifier, credentials', fc.dictionary(fc.string(), anyJson), readCredential),
  target('verifier, keys', fc.oneof(anyJson, anyText), (given) => [
    jwksIn(given),
    assertionKeysIn(given, 'https://a.example/'),
    keysOfDid(`did:jwk:${JSON.stringify(given)}`),
  ]),
  target('verifier, status lists', fc.tuple(anyText, fc.integer()), ([list, index]) =>
    readStatusBit(`u${list}`, index),
  ),
  target('imports, cells', anyText, (typed) => [
    readHeader([typed]),
    ...[readDay, readTime, readCents, readWholeNumber, readDegrees, readLanguages].map((read) =>
      read(typed),
    ),
  ]),
  target('imports, calendars', calendarLines, (lines) => {
    const text = ['BEGIN:VEVENT', 'UID:a', ...lines, 'END:VEVENT'].join('\r\n')
    const read = readCalendarEvent(text, reading.timeZone)
    return read.kind === 'event' ? writtenOut(read.event, reading) : null
  }),
  target('imports, schema.org', fc.oneof(anyJson, schemaEvent), (document) => [
    ...itemsOfDocument(document, 1, reading),
  ]),
  target(
    'imports, feeds',
    nearly({
      state: fc.constantFrom('updated', 'deleted'),
      kind: fc.constantFrom('Event', 'ScheduledSession', 'SessionSeries'),
      id: anyText,
      data: schemaEvent,
    }),
    (item) => [...readFeedItem(item, reading)],
  ),
]
