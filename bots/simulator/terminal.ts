import enWords from '../../locales/en/simulator.json' with { type: 'json' }
import nlWords from '../../locales/nl/simulator.json' with { type: 'json' }
import { ownerOf, type SimulatedRole } from './people.ts'
import { type PhoneMessage, type SimulatedChannel, simulatedChannels } from './phones.ts'
import type { SimulatedPlatform } from './platform.ts'

/** A phone in the terminal: what is typed goes to the service, what comes is written. */
export interface Terminal {
  /** What stands before the place to type: which app, as whom. */
  prompt(): string
  /** Takes a typed line; resolves once the service took it. */
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
  let channel: SimulatedChannel = 'telegram'
  let role: SimulatedRole = 'learner'
  let heard = () => {}
  const isOurs = (owner: { readonly channel: string; readonly address: string }) => {
    const ours = ownerOf(channel, role)
    return owner.channel === ours.channel && owner.address === ours.address
  }
  const end = platform.phones.listen((owner, message) => {
    if (message.from === 'person') return
    if (!isOurs(owner)) {
      write(`  (${owner.channel}: …)`)
      return
    }
    for (const line of linesOf(message)) write(line)
    heard()
  })
  write(nlWords.chat.welcome)
  write(enWords.chat.welcome)
  return {
    prompt: () => `${channel}, ${nlWords.roles[role].toLowerCase()} > `,
    async type(line) {
      const typed = line.trim()
      if (typed === '') return 'go on'
      if (typed.startsWith(':')) {
        const word = typed.slice(1).toLowerCase()
        if (endWords.includes(word)) return 'end'
        channel = simulatedChannels.find((each) => each === word) ?? channel
        role = roleWords.get(word) ?? role
        return 'go on'
      }
      let timer: NodeJS.Timeout | undefined
      const answered = new Promise<void>((done) => {
        heard = done
        timer = setTimeout(done, answerMilliseconds)
      })
      await platform.person(ownerOf(channel, role)).say(typed)
      await answered
      clearTimeout(timer)
      return 'go on'
    },
    stop: end,
  }
}

/** A message in the terminal; its buttons have the numbers by which they are picked. */
function linesOf({ lines, buttons, pictureUrl }: PhoneMessage): readonly string[] {
  const picture = pictureUrl === null ? [] : [pictureUrl]
  const choices = buttons.map(({ label }) => `[${label}]`)
  return ['', ...picture, ...lines, ...(choices.length > 0 ? [choices.join(' ')] : [])]
}
