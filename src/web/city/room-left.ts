/** With fewer places than this, who wants one had better hurry. */
const enough = 5

/**
 * How much room there is, for everybody to read. Never how many places: who watches that number sees each
 * person sign up. Pure.
 */
export function roomIn(placesLeft: number): 'full' | 'few' | 'enough' {
  if (placesLeft <= 0) return 'full'
  return placesLeft < enough ? 'few' : 'enough'
}
