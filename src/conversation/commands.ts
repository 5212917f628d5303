import enCommands from '../../locales/en/commands.json' with { type: 'json' }
import nlCommands from '../../locales/nl/commands.json' with { type: 'json' }
import { type Locale, locales } from '../language/locale.ts'

/** A command by its own name; each language has a word of its own for it in `commands.json`. */
export type CommandName = keyof typeof nlCommands

/** A command as it is shown in the menu of a channel. */
export interface CommandWord {
  readonly command: CommandName
  /** What is typed after the slash: `[a-z0-9_]{1,32}` (Telegram). */
  readonly name: string
  readonly description: string
}

const words: Readonly<Record<Locale, Readonly<Record<CommandName, Omit<CommandWord, 'command'>>>>> =
  { nl: nlCommands, en: enCommands }

const commandNames: readonly CommandName[] = [
  'start',
  'help',
  'badges',
  'language',
  'story',
  'stop',
  'award',
  'join',
]

/** The commands of a language, in the order of the menu. */
export function commandWords(locale: Locale): readonly CommandWord[] {
  return commandNames.map((command) => ({ command, ...words[locale][command] }))
}

/** Reads a typed command, in any of the languages; null when there is no such command. */
export function readCommand(typed: string): CommandName | null {
  const known = locales.flatMap(commandWords).find(({ name }) => name === typed)
  return known?.command ?? commandNames.find((command) => command === typed) ?? null
}

/** Words that people of either language type. */
const sharedWords = ['start', 'stop', 'help', 'badges']

/** The language that a typed command is a word of; null when it tells nothing. */
export function localeOfCommand(typed: string): Locale | null {
  if (sharedWords.includes(typed)) return null
  return locales.find((locale) => commandWords(locale).some(({ name }) => name === typed)) ?? null
}
