import { localDay, nextWeekday } from '../../activities/local-day.ts'
import type { Turn, TurnResult } from '../turn.ts'
import { openSearch, searchFor } from './find.ts'

/** Answers a tapped example as if it had been typed. */
export function exampleTurn(turn: Turn, example: 'saturday' | 'cooking'): Promise<TurnResult> {
  if (example === 'cooking') return searchFor(turn, { ...openSearch, topic: 'cooking' })
  const saturday = nextWeekday(localDay(turn.now, turn.city.timeZone), 6)
  return searchFor(turn, { ...openSearch, days: { start: saturday, end: saturday } })
}
