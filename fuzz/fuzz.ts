import fc from 'fast-check'
import type { Target } from './targets.ts'

/** What was seen of one target. */
export interface Fuzzed {
  readonly name: string
  readonly inputs: number
  readonly slowestMilliseconds: number
  /** What went wrong, with the smallest input that does it; null when nothing did. */
  readonly fault: string | null
}

/** An input that takes longer could be used to hold up everybody else. */
export const longestMilliseconds = 50

/** A slow one is done again: the machine may have been busy with something else. */
const timesToBeSure = 5

/** Gives a target so many inputs: none may make it throw, or take too long. */
export function fuzz(target: Target, runs: number, seed: number): Fuzzed {
  let slowestMilliseconds = 0
  let inputs = 0
  const property = target.property((work) => {
    inputs += 1
    let fastest = timed(work)
    for (let again = 0; fastest > longestMilliseconds && again < timesToBeSure; again += 1) {
      fastest = Math.min(fastest, timed(work))
    }
    slowestMilliseconds = Math.max(slowestMilliseconds, fastest)
    if (fastest > longestMilliseconds) throw new Error(`It took ${fastest.toFixed(0)} ms.`)
  })
  const checked = fc.check(property, { numRuns: runs, seed })
  const fault = checked.failed
    ? `${String(checked.errorInstance)}, given ${fc.stringify(checked.counterexample)}`.slice(
        0,
        2000,
      )
    : null
  return { name: target.name, inputs, slowestMilliseconds, fault }
}

function timed(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}
