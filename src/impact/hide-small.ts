/** A number below this could point at somebody. */
export const smallestShown = 5

/**
 * Hides what is too small to be published. Pure.
 *
 * `counts` are parts that add up to a whole, such as the badges of one month by kind. A reader may know
 * the whole: another table of the same month shows it, or somebody tells. So:
 *
 * 1. every number below five is hidden, zero too;
 * 2. what is hidden must then be five or more together, over at least two parts, and less than if each
 *    were four. If not, the last number that is shown is hidden too;
 * 3. nothing and a five, which would show that there was nothing, take one more with them.
 *
 * This is complementary cell suppression, as statistical offices do it (Hundepool et al., Handbook on
 * Statistical Disclosure Control). The number that goes along is the last, not the smallest: the smallest
 * is known to be no more than the next, and with the whole that can tell the others (4, 12 and 12).
 *
 * @returns the numbers in the same order; null is hidden.
 */
export function hideSmall(counts: readonly number[]): readonly (number | null)[] {
  const small = counts.map((count) => (count < smallestShown ? null : count))
  if (!small.includes(null) || leavesDoubt(counts.filter((count) => count < smallestShown))) {
    return small
  }
  const withOne = hideLast(small)
  const together = sum(counts.filter((_, index) => withOne[index] === null))
  return together > smallestShown ? withOne : hideLast(withOne)
}

/** Tells whether each of these numbers below five could be another one, to who knows their sum. */
const leavesDoubt = (small: readonly number[]): boolean =>
  sum(small) >= smallestShown && sum(small) < small.length * (smallestShown - 1)

function hideLast(shown: readonly (number | null)[]): readonly (number | null)[] {
  const last = shown.findLastIndex((count) => count !== null)
  return shown.map((count, index) => (index === last ? null : count))
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)
