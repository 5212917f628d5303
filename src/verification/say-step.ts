import type { Locale } from '../language/locale.ts'
import { translator } from '../language/translate.ts'
import type { Step } from './report.ts'

/** Says what was seen at one step. */
export function sayStep({ step, code }: Step, locale: Locale): string {
  const say = translator(locale, 'verification')
  return code === 'not-reached' ? say('notReached') : say(`codes.${step}.${code}`)
}
