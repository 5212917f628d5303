import type { SimulatedChannel } from './phones.ts'

/** What a platform does instead of its work. */
export interface Fault {
  /** Such as 429, 500 or 403; 0 hangs up without an answer. */
  readonly status: number
  readonly retryAfterSeconds?: number
  /** How many calls it lasts. */
  readonly times: number
}

/** What can be the matter with a platform, as it is chosen on the page. */
export const troubles = ['none', 'busy', 'failing', 'down'] as const
export type Trouble = (typeof troubles)[number]

const faultOf: Readonly<Record<Exclude<Trouble, 'none'>, Fault>> = {
  busy: { status: 429, retryAfterSeconds: 3, times: Number.POSITIVE_INFINITY },
  failing: { status: 500, times: Number.POSITIVE_INFINITY },
  down: { status: 0, times: Number.POSITIVE_INFINITY },
}

/** Draws the fault of one call; null lets it go well. */
export type DrawFault = (channel: SimulatedChannel) => Omit<Fault, 'times'> | null

/** Which platforms fail now. */
export class Faults {
  readonly #left = new Map<SimulatedChannel, Fault>()
  readonly #draw: DrawFault

  /** @param draw the fault of each call for which none was set; by default there is none. */
  constructor(draw: DrawFault = () => null) {
    this.#draw = draw
  }

  set(channel: SimulatedChannel, fault: Fault): void {
    this.#left.set(channel, fault)
  }

  /** The platform is in this trouble until another is chosen. */
  choose(channel: SimulatedChannel, trouble: Trouble): void {
    if (trouble === 'none') this.clear(channel)
    else this.set(channel, faultOf[trouble])
  }

  /** The trouble that a platform is in. */
  troubleOf(channel: SimulatedChannel): Trouble {
    const fault = this.#left.get(channel)
    return (
      troubles.find((trouble) => trouble !== 'none' && faultOf[trouble].status === fault?.status) ??
      'none'
    )
  }

  clear(channel: SimulatedChannel): void {
    this.#left.delete(channel)
  }

  /** The fault that this call meets; null when it goes well. */
  take(channel: SimulatedChannel): Omit<Fault, 'times'> | null {
    const fault = this.#left.get(channel)
    if (fault === undefined || fault.times <= 0) return this.#draw(channel)
    this.#left.set(channel, { ...fault, times: fault.times - 1 })
    return fault
  }
}
