import enCommands from '../../locales/en/commands.json' with { type: 'json' }
import nlCommands from '../../locales/nl/commands.json' with { type: 'json' }
import { foldWords } from '../language/fold-words.ts'
import { type Locale, locales } from '../language/locale.ts'

/** A command by its own name; each language has a word of its own for it in `commands.json`. */
export type CommandName = keyof typeof nlCommands

/** Everybody's commands, in the order of the menu; `join` is for who holds an invitation. */
const menuCommands = [
  'start',
  'help',
  'badges',
  'language',
  'story',
  'stop',
  'data',
  'forget',
  'connect',
  'disconnect',
] as const
const openCommands = [...menuCommands, 'join', 'done', 'sharing', 'pathways'] as const

/** A command that anybody may give. */
export type OpenCommandName = (typeof openCommands)[number]

/** A command of those who work for an organisation. */
export type WorkerCommandName = Exclude<CommandName, OpenCommandName>

/** A command in the words of one language. */
export interface CommandWord {
  readonly command: CommandName
  /** What is typed after the slash: `[a-z0-9_]{1,32}` (Telegram). */
  readonly name: string
  readonly description: string
  /** How it is typed; the slash and the name at the least. */
  readonly usage: string
}

interface Words {
  readonly name: string
  readonly description: string
  readonly usage?: string
  /** What can stand after the command, by its own name: `/activity new`. */
  readonly actions?: Readonly<Record<string, string>>
}

const words: Readonly<Record<Locale, Readonly<Record<CommandName, Words>>>> = {
  nl: nlCommands,
  en: enCommands,
}

const isCommandName = (name: string): name is CommandName => Object.hasOwn(nlCommands, name)
const commandNames: readonly CommandName[] = Object.keys(nlCommands).filter(isCommandName)

/** Tells whether anybody may give a command. */
export const isOpenCommand = (name: CommandName): name is OpenCommandName =>
  openCommands.some((open) => open === name)

/** The commands of those who work for an organisation, in the order of the file. */
export const workerCommandNames: readonly WorkerCommandName[] = commandNames.filter(
  (name): name is WorkerCommandName => !isOpenCommand(name),
)

/** Tells whether a typed command is one of workers: what is typed after them is about somebody else. */
export function isWorkerCommand(typed: string): boolean {
  const name = readCommand(typed)
  return name !== null && (name === 'join' || !isOpenCommand(name))
}

/** One command in the words of a language. */
export function commandWord(locale: Locale, command: CommandName): CommandWord {
  const { name, description, usage = `/${name}` } = words[locale][command]
  return { command, name, description, usage }
}

/** What a platform's menu shows to everybody, in its order. */
export function commandWords(locale: Locale): readonly CommandWord[] {
  return menuCommands.map((command) => commandWord(locale, command))
}

/** Reads a typed command, in any of the languages; null when there is no such command. */
export function readCommand(typed: string): CommandName | null {
  if (isCommandName(typed)) return typed
  return (
    commandNames.find((command) =>
      locales.some((locale) => words[locale][command].name === typed),
    ) ?? null
  )
}

/** A command's action and what was typed after it; `action` is null when the first word is none. */
export interface ReadAction {
  readonly action: string | null
  readonly rest: string
}

/** Reads what stands after a command: `/activiteit nieuw …` and `/activity new …` are the same. */
export function readAction(command: CommandName, rest: string): ReadAction {
  const [typed = ''] = rest.trim().split(/\s/, 1)
  const wanted = foldWords(typed)
  const actions = words.nl[command].actions ?? {}
  const action = Object.keys(actions).find((known) =>
    [known, ...locales.map((locale) => words[locale][command].actions?.[known] ?? known)].some(
      (name) => foldWords(name) === wanted,
    ),
  )
  if (action === undefined || wanted === '') return { action: null, rest: rest.trim() }
  return { action, rest: rest.trim().slice(typed.length).trim() }
}

/** The actions of a command by their own names. */
export const actionsOf = (command: CommandName): readonly string[] =>
  Object.keys(words.nl[command].actions ?? {})

/** An action in the word of a language. */
export const actionWord = (locale: Locale, command: CommandName, action: string): string =>
  words[locale][command].actions?.[action] ?? action

/** Words that people of every language type. */
const sharedWords = ['help', 'connect']

/** The language that a typed command is a word of; null when it tells nothing. */
export function localeOfCommand(typed: string): Locale | null {
  if (sharedWords.includes(typed)) return null
  const speaking = locales.filter((locale) =>
    commandNames.some((command) => words[locale][command].name === typed),
  )
  const [only] = speaking
  return speaking.length === 1 && only !== undefined ? only : null
}
