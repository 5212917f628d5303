/** Waits; resolves at once when the signal is aborted. */
export type Pause = (milliseconds: number, signal: AbortSignal) => Promise<void>

const firstWaitMilliseconds = 1000
const longestWaitMilliseconds = 300_000

/** How long to wait before try number `tries + 1`: a second, doubled each time, five minutes at most. */
export function backOffMilliseconds(tries: number): number {
  return Math.min(firstWaitMilliseconds * 2 ** (tries - 1), longestWaitMilliseconds)
}

/**
 * Runs a task until it succeeds or the signal is aborted.
 *
 * @param task gets the signal, to end early.
 * @param onFailure is told of each failure and gives the least number of milliseconds to wait.
 * @returns the task's value; undefined when it was stopped before there was one.
 */
export async function keepTrying<Value>(
  task: (signal: AbortSignal) => Promise<Value>,
  onFailure: (error: unknown) => number,
  pause: Pause,
  signal: AbortSignal,
): Promise<Value | undefined> {
  for (let tries = 1; !signal.aborted; tries += 1) {
    try {
      return await task(signal)
    } catch (error) {
      if (signal.aborted) return undefined
      await pause(Math.max(onFailure(error), backOffMilliseconds(tries)), signal)
    }
  }
  return undefined
}
