import type { Request } from 'express'
import enWords from '../../locales/en/simulator.json' with { type: 'json' }
import nlWords from '../../locales/nl/simulator.json' with { type: 'json' }
import { isLocale, type Locale, locales } from '../../src/language/locale.ts'

/** The words of the page and the terminal. */
export type SimulatorWords = typeof nlWords

export const simulatorWords: Readonly<Record<Locale, SimulatorWords>> = { nl: nlWords, en: enWords }

/** The language of the page: as asked, else as the browser says, else Dutch. */
export function chooseWords(request: Request): Locale {
  if (isLocale(request.query.lang)) return request.query.lang
  const accepted = request.get('accept-language') && request.acceptsLanguages([...locales])
  return isLocale(accepted) ? accepted : 'nl'
}
