import type { SimulatedChannel } from './phones.ts'

/** What a platform does instead of its work. */
export interface Fault {
  /** Such as 429, 500 or 403; 0 hangs up without an answer. */
  readonly status: number
  readonly retryAfterSeconds?: number
  /** How many calls it lasts. */
  readonly times: number
}

/** Which platforms fail now. */
export class Faults {
  readonly #left = new Map<SimulatedChannel, Fault>()

  set(channel: SimulatedChannel, fault: Fault): void {
    this.#left.set(channel, fault)
  }

  /** The platform answers nothing at all, until it is cleared. */
  down(channel: SimulatedChannel): void {
    this.set(channel, { status: 0, times: Number.POSITIVE_INFINITY })
  }

  clear(channel: SimulatedChannel): void {
    this.#left.delete(channel)
  }

  /** The fault that this call meets; null when it goes well. */
  take(channel: SimulatedChannel): Fault | null {
    const fault = this.#left.get(channel)
    if (fault === undefined || fault.times <= 0) return null
    this.#left.set(channel, { ...fault, times: fault.times - 1 })
    return fault
  }
}
