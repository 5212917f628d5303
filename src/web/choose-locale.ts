import type { Request } from 'express'
import { isLocale, type Locale, locales } from '../language/locale.ts'

/** The reader's language: as asked in the address, else as the browser says, else as given. */
export function chooseLocale(request: Request, otherwise: Locale): Locale {
  const asked = request.query.lang
  if (isLocale(asked)) return asked
  // Without a header Express accepts anything, and would take the first.
  if (request.get('accept-language') === undefined) return otherwise
  const accepted = request.acceptsLanguages([...locales])
  return isLocale(accepted) ? accepted : otherwise
}
