import type { Request } from 'express'
import { isLocale, type Locale } from '../language/locale.ts'

/** The reader's language: as asked in the address, else as the browser says, else as given. */
export function chooseLocale(request: Request, otherwise: Locale): Locale {
  const asked = request.query.lang
  if (isLocale(asked)) return asked
  // "nl-NL" is Dutch too; "*", which programs send, is no language.
  for (const accepted of request.acceptsLanguages()) {
    const [language] = accepted.toLowerCase().split('-')
    if (isLocale(language)) return language
  }
  return otherwise
}
