import type { PhoneAction } from '../bots/simulator/webhook.ts'
import { encodeChoice } from '../src/conversation/choice.ts'
import type { PreparedCity } from './prepare.ts'

const say = (text: string): PhoneAction => ({ kind: 'say', text })
const press = (label: string, value: string): PhoneAction => ({
  kind: 'press',
  button: { label, value },
  isListed: false,
})

/** What everybody says first, while all is calm: it makes them known. */
export const greeting = say('hoi')

/** What every learner does, in this order; each is answered by one message, with a first line of its own. */
export function learnerScript(city: PreparedCity): readonly PhoneAction[] {
  const { openSession: session } = city
  return [
    say('bedankt'),
    press('Aanmelden', encodeChoice({ kind: 'signUp', sessionId: session })),
    say('hulp'),
    say('bedankt'),
    press('Afmelden', encodeChoice({ kind: 'cancelSignup', sessionId: session })),
    say('hulp'),
    press('Aanmelden', encodeChoice({ kind: 'signUp', sessionId: session })),
    say('bedankt'),
    press('Taal', encodeChoice({ kind: 'setLanguage', locale: 'en' })),
    say('help'),
    press('Language', encodeChoice({ kind: 'setLanguage', locale: 'nl' })),
  ]
}

/** A try for one of the few places of a session. */
export const tryForPlace = ({ smallSession }: PreparedCity): PhoneAction =>
  press('Aanmelden', encodeChoice({ kind: 'signUp', sessionId: smallSession }))

/** A worker's giving the badge of the demo organisation to a learner. */
export const giveBadge = (learnerCode: string): PhoneAction =>
  say(`/geef ${learnerCode} eerste-stap`)
