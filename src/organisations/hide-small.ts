/** Fewer people than this are never counted out loud. */
export const smallest = 5

/** A figure that can be shown: `null` is fewer than {@link smallest}, none included. */
export type ShownFigure = number | null

/**
 * Hides what could point to somebody. Every figure is rounded down to a multiple of five, so that no
 * difference between two figures, or between the same figure of two periods, counts one to four people.
 */
export function hideSmall(count: number): ShownFigure {
  return count < smallest ? null : count - (count % smallest)
}
