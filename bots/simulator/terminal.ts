import { ownerOf, type SimulatedRole } from './people.ts'
import {
  isSamePhone,
  type PhoneMessage,
  type SimulatedChannel,
  simulatedChannels,
} from './phones.ts'
import type { SimulatedPlatform } from './platform.ts'
import { simulatorWords } from './words.ts'

/** A phone in the terminal: what is typed goes to the service, what comes is written. */
export interface Terminal {
  /** What stands before the place to type: which app, as whom. */
  prompt(): string
  /**
   * Takes a typed line; resolves once its answer is written. The words of a button press it, and a
   * number is for the service to understand.
   */
  type(line: string): Promise<'go on' | 'end'>
  stop(): void
}

interface TerminalParts {
  readonly platform: SimulatedPlatform
  readonly write: (line: string) => void
}

/** Words after the colon that switch to another person, in both languages. */
const roleWords: ReadonlyMap<string, SimulatedRole> = new Map([
  ['learner', 'learner'],
  ['worker', 'worker'],
  ['deelnemer', 'learner'],
  ['begeleider', 'worker'],
])
const endWords = ['quit', 'stop', 'q']

/** How long to wait for the answer before the next line may be typed anyway. */
const answerMilliseconds = 3000

/** Starts a phone in the terminal: Telegram, as a learner. */
export function startTerminal({ platform, write }: TerminalParts): Terminal {
  const { phones } = platform
  let channel: SimulatedChannel = 'telegram'
  let role: SimulatedRole = 'learner'
  const written = new Set<string>()
  const owner = () => ownerOf(channel, role)
  /** Writes what this phone has and was not written yet, such as a badge from a youth worker. */
  const catchUp = () => {
    for (const message of phones.messagesOf(owner())) {
      if (message.from === 'person' || written.has(message.id)) continue
      written.add(message.id)
      for (const line of linesOf(message)) write(line)
    }
  }
  const end = phones.listen((other, { from }) => {
    if (from === 'person') return
    if (isSamePhone(other, owner())) catchUp()
    else write(`  (${other.channel}: …)`)
  })
  write(simulatorWords.nl.chat.welcome)
  write(simulatorWords.en.chat.welcome)
  return {
    prompt: () => `${channel}, ${simulatorWords.nl.roles[role].toLowerCase()} > `,
    async type(line) {
      const typed = line.trim()
      if (typed === '') return 'go on'
      if (typed.startsWith(':')) {
        const word = typed.slice(1).toLowerCase()
        if (endWords.includes(word)) return 'end'
        channel = simulatedChannels.find((each) => each === word) ?? channel
        role = roleWords.get(word) ?? role
        catchUp()
        return 'go on'
      }
      const person = platform.person(owner())
      const last = person.messages().findLast(({ from }) => from === 'bot')
      const button = last?.buttons.find(({ label }) => label.toLowerCase() === typed.toLowerCase())
      await (button === undefined ? person.say(typed) : person.press(button.label, last?.id))
      await person.answered(1, answerMilliseconds).catch(() => null)
      return 'go on'
    },
    stop: end,
  }
}

/** A message in the terminal: its picture's address, its words, its buttons. */
function linesOf({ lines, buttons, pictureUrl }: PhoneMessage): readonly string[] {
  const picture = pictureUrl === null ? [] : [pictureUrl]
  const choices = buttons.map(({ label }) => `[${label}]`)
  return ['', ...picture, ...lines, ...(choices.length > 0 ? [choices.join(' ')] : [])]
}
