/** Chance that is the same again for the same seed. */
export interface Chance {
  /** From 0 up to, not including, 1. */
  next(): number
  /** True in this share of the cases. */
  isIn(share: number): boolean
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number
  /** One of these. */
  oneOf<Item>(items: readonly Item[]): Item
}

/** Makes chance from a seed, by the mulberry32 generator: fit for tests, not for secrets. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d_2b_79_f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const whole: Chance['whole'] = (least, most) => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    whole,
    isIn: (share) => next() < share,
    oneOf(items) {
      const item = items[whole(0, items.length - 1)]
      if (item === undefined) throw new RangeError('There is nothing to choose from.')
      return item
    },
  }
}
