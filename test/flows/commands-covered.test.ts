import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import englishCommands from '../../locales/en/commands.json' with { type: 'json' }
import dutchCommands from '../../locales/nl/commands.json' with { type: 'json' }
import { type Locale, locales } from '../../src/language/locale.ts'

type Commands = Readonly<
  Record<string, { readonly name: string; readonly actions?: Readonly<Record<string, string>> }>
>
const commands: Readonly<Record<Locale, Commands>> = { nl: dutchCommands, en: englishCommands }

/** Each command, and each of its actions, as it is typed. */
const typed = (locale: Locale): readonly string[] =>
  Object.values(commands[locale]).flatMap(({ name, actions = {} }) => [
    `/${name}`,
    ...Object.values(actions).map((action) => `/${name} ${action}`),
  ])

it.each(locales)('plays every command and every action of it (%s)', (locale) => {
  const folder = join(import.meta.dirname, 'transcripts')
  const played = readdirSync(folder)
    .filter((file) => file.endsWith(`.${locale}.txt`))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n')
  const missing = typed(locale).filter(
    (words) => !new RegExp(`^\\w+: ${words}(?: |$)`, 'm').test(played),
  )
  expect(missing).toEqual([])
})
