/** The moment at which tests begin: Wednesday 25 November 2026, 11.00 uur in Rotterdam. */
export const testNow = new Date('2026-11-25T10:00:00Z')

/** A clock that a test moves by hand. */
export interface TestClock {
  readonly clock: () => Date
  move(milliseconds: number): void
}

/** Makes a clock that stands still until it is moved. */
export function createTestClock(start: Date = testNow): TestClock {
  let now = start.getTime()
  return {
    clock: () => new Date(now),
    move(milliseconds) {
      now += milliseconds
    },
  }
}
