import { type Locale, locales } from '../../language/locale.ts'
import { encodeChoice } from '../choice.ts'
import { reply, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'
import { suggestions } from './suggestions.ts'

/** Sets the language to speak from now on; with none named, asks which. */
export async function languageTurn(turn: Turn, asked: Locale | null): Promise<TurnResult> {
  if (asked === null) {
    return {
      replies: [
        reply({
          paragraphs: [text('language.which')],
          choices: locales.map((locale) => ({
            label: text(`language.${locale}`),
            value: encodeChoice({ kind: 'setLanguage', locale }),
          })),
        }),
      ],
    }
  }
  await turn.tx.person.update({
    where: { id: turn.person.personId },
    data: { locale: asked, localeChosen: true },
    select: { id: true },
  })
  return {
    replies: [reply({ paragraphs: [text('language.set')], choices: [...suggestions] })],
    locale: asked,
  }
}
