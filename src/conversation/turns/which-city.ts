import type { City } from '../../cities/city.ts'
import { SealBrokenError } from '../../signing/seals.ts'
import { cityChoice } from '../city-choice.ts'
import { reply, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'

/** So many fit on a list; any other is typed. */
const mostChoices = 10

/** Asks in which city somebody wants to learn, and keeps the sealed words that are answered after that. */
export function askCity(
  { cities }: Turn,
  key: 'city.which' | 'city.unknown',
  keptSealed: string | null,
): TurnResult {
  const choices = cities
    .all()
    .slice(0, mostChoices)
    .map((city) => ({
      label: text('city.name', { city: { kind: 'either', ...city.name } }),
      value: cityChoice(city),
    }))
  return {
    replies: [reply({ paragraphs: [text(key)], choices })],
    question: { kind: 'city', keptSealed },
    privacyOf: null,
  }
}

/** Makes a city the person's own. What they look for, and the neighbourhood of their tip, was elsewhere. */
export async function settleIn(turn: Turn, city: City): Promise<Turn> {
  const { tx, person, state } = turn
  await tx.person.update({
    where: { id: person.personId },
    data: { cityId: city.id, cityChosen: true },
    select: { id: true },
  })
  if (city.id !== person.cityId) {
    await tx.weeklyTip.updateMany({
      where: { personId: person.personId },
      data: { neighbourhoodSlug: null },
    })
  }
  return {
    ...turn,
    city,
    person: { ...person, cityId: city.id, cityChosen: true },
    state: { ...state, choices: [], question: null, search: null },
  }
}

/** Opens the words that were kept; null when there are none, or they were sealed with a secret that is gone. */
export async function keptWords({ state, deps }: Turn): Promise<string | null> {
  const { question } = state
  if (question?.kind !== 'city' || question.keptSealed === null) return null
  try {
    return await deps.seals.open('note', question.keptSealed)
  } catch (cause) {
    if (cause instanceof SealBrokenError) return null
    throw cause
  }
}
