/** A number below this could point at somebody. */
export const smallestShown = 5

/**
 * Hides what is too small to be published. Pure.
 *
 * `counts` are parts that add up to a whole, such as the badges of one month by kind. A reader may know
 * the whole: another table of the same month shows it, or somebody tells. So:
 *
 * 1. every number below five is hidden, zero too;
 * 2. where something is hidden and something is shown, at least two parts are hidden, and together they
 *    are five or more. If not, the smallest number that is shown (of equals the first) is hidden too.
 *
 * All that a difference then tells is a sum of five or more over at least two parts: complementary cell
 * suppression, as statistical offices do it (Hundepool et al., Handbook on Statistical Disclosure Control).
 *
 * @returns the numbers in the same order; null is hidden.
 */
export function hideSmall(counts: readonly number[]): readonly (number | null)[] {
  const shown = counts.map((count) => (count < smallestShown ? null : count))
  const hidden = counts.filter((count) => count < smallestShown)
  const enough = hidden.length >= 2 && sum(hidden) >= smallestShown
  if (hidden.length === 0 || hidden.length === counts.length || enough) return shown
  const smallest = Math.min(...shown.filter((count) => count !== null))
  const also = shown.indexOf(smallest)
  return shown.map((count, index) => (index === also ? null : count))
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)
