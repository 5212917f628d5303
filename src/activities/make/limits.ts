/** What fits a message on a phone, and what an activity can hold. */
export const activityLimits = {
  titleCharacters: 80,
  summaryCharacters: 300,
  placeCharacters: 80,
  addressCharacters: 120,
  weeks: 26,
  people: 500,
} as const

/** Reads an amount in euros, "2,50", "€ 2.50" or "3 euro", as cents; null for anything else. */
export function readPriceCents(typed: string): number | null {
  const [, euros, cents = ''] =
    /^(?:€|eur|euro)?\s*(\d{1,3})(?:[.,](\d{1,2}|-))?\s*(?:euro|eur|€)?$/i.exec(typed.trim()) ?? []
  if (euros === undefined) return null
  return Number(euros) * 100 + Number(cents.replace('-', '').padEnd(2, '0'))
}
