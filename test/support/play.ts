import { setTimeout as wait } from 'node:timers/promises'
import { Temporal } from 'temporal-polyfill'
import type { Person } from '../../bots/simulator/person.ts'
import type { PhoneMessage } from '../../bots/simulator/phones.ts'
import type { SimulatedFile } from '../../bots/simulator/sent-files.ts'
import { attachments } from '../../bots/simulator/webhook.ts'
import { remindTask } from '../../src/reminders/sweep.ts'
import type { TestService } from './service.ts'
import { fillIn, matchLines, readTranscript, type Step } from './transcript.ts'

/** How long an answer may take before the transcript fails; it comes within milliseconds. */
const longestMilliseconds = 10_000

/** The lines of a message as a transcript has them: words, then each button in brackets. */
export function linesOfMessage({ lines, buttons, pictureUrl }: PhoneMessage): readonly string[] {
  const picture = pictureUrl === null ? [] : ['(picture)']
  return [...picture, ...lines, ...buttons.map(({ label }) => `[${label}]`)]
}

/** Waits until nothing is left to be sent, and the queue has no job at hand. */
export async function untilDelivered({ db }: Pick<TestService, 'db'>): Promise<void> {
  const startedAt = performance.now()
  while (performance.now() - startedAt < longestMilliseconds) {
    const [left] = await db.$queryRaw<{ pending: bigint; jobs: bigint }[]>`
      SELECT (SELECT count(*) FROM "Delivery" WHERE status = 'pending') AS pending,
             (SELECT count(*) FROM graphile_worker._private_jobs
               WHERE run_at <= now() AND attempts < max_attempts) AS jobs`
    if (left?.pending === 0n && left.jobs === 0n) return
    await wait(5)
  }
  throw new Error('There are still messages to be sent.')
}

/**
 * Plays a transcript with real people on simulated phones; throws where it goes otherwise.
 *
 * @param people who is who in the transcript.
 * @param keptBefore what `{names}` stand for already.
 * @param files those that people send, by their names.
 * @returns what every `{name}` came to stand for.
 */
export async function play(
  service: TestService,
  transcript: string,
  people: ReadonlyMap<string, Person>,
  keptBefore: ReadonlyMap<string, string> = new Map(),
  files: readonly SimulatedFile[] = [],
): Promise<ReadonlyMap<string, string>> {
  let kept = keptBefore
  const readUpTo = new Map<string, number>()
  for (const step of readTranscript(transcript)) {
    if (step.who === 'clock' && step.action.kind === 'says') {
      await moveTo(service, step.action.text)
      continue
    }
    const person = people.get(step.who)
    if (person === undefined) throw new Error(`Line ${step.line}: who is ${step.who}?`)
    const reading = step.action.kind === 'reads' || step.action.kind === 'readsNothing'
    const from = reading ? (readUpTo.get(step.who) ?? 0) : person.messages().length
    const status = await perform(person, step, kept, files)
    if (status !== 200) throw new Error(`Line ${step.line}: the webhook was answered ${status}`)
    await untilDelivered(service)
    const received = person
      .messages()
      .slice(from)
      .filter(({ from: who }) => who === 'bot')
    for (const message of received) mustBeShort(message, step.line)
    if (step.action.kind === 'readsNothing' && received.length > 0) {
      throw new Error(
        `Line ${step.line}: there came\n${received.flatMap(linesOfMessage).join('\n')}`,
      )
    }
    kept = matchLines(step, received.flatMap(linesOfMessage), kept)
    readUpTo.set(step.who, person.messages().length)
  }
  return kept
}

/** A message is read on a small screen; each result in a list has its own few lines on top of that. */
const mostCharacters = 400
const mostCharactersOfResult = 200

function mustBeShort(message: PhoneMessage, line: number): void {
  const words = message.lines
    .filter((line) => !message.buttons.some(({ label }) => line.endsWith(`. ${label}`)))
    .join('\n')
    .replace(/https?:\S+/g, '')
  // A result is a paragraph of several lines: its title, and what there is to know.
  const results = message.parts
    .flatMap((part) => (part.kind === 'text' ? part.paragraphs : []))
    .filter((paragraph) => paragraph.length > 1).length
  if (words.length < mostCharacters + results * mostCharactersOfResult) return
  throw new Error(`Line ${line}: a message of ${words.length} characters\n${words}`)
}

/** Where the demo city's clocks are read. */
const timeZone = 'Europe/Amsterdam'

/** Moves the clock on to a local time such as `2026-11-27 18:05`, and tells people what is due then. */
export async function moveTo(service: TestService, localTime: string): Promise<void> {
  const moment = Temporal.PlainDateTime.from(localTime.trim().replace(' ', 'T'))
  const at = moment.toZonedDateTime(timeZone).epochMilliseconds
  const milliseconds = at - service.clock().getTime()
  if (milliseconds < 0) throw new Error(`The clock does not go back to ${localTime}.`)
  service.move(milliseconds)
  await service.db.$executeRaw`SELECT graphile_worker.add_job(${remindTask})`
  await untilDelivered(service)
}

async function perform(
  person: Person,
  { action, line }: Step,
  kept: ReadonlyMap<string, string>,
  files: readonly SimulatedFile[],
): Promise<number> {
  switch (action.kind) {
    case 'says':
      return person.say(fillIn(action.text, kept))
    case 'presses':
      return person.press(fillIn(action.label, kept))
    case 'sends': {
      const attachment = attachments.find((known) => known === action.what)
      if (attachment === undefined) throw new Error(`Line ${line}: what is ${action.what}?`)
      return person.send(attachment, action.caption)
    }
    case 'sendsFile': {
      const file = files.find(({ name }) => name === action.name)
      if (file === undefined) throw new Error(`Line ${line}: there is no file ${action.name}.`)
      return person.sendFile(file, action.caption)
    }
    case 'opens':
      return formsOf(person, line).open(action.shortcut, fillIn(action.atWords, kept))
    case 'fills':
      return formsOf(person, line).fill(action.answers.map((answer) => fillIn(answer, kept)))
    case 'reads':
    case 'readsNothing':
      return 200
  }
}

function formsOf({ forms, owner }: Person, line: number) {
  if (forms === null) throw new Error(`Line ${line}: there are no forms on ${owner.channel}.`)
  return forms
}
