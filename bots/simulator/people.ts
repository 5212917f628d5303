import { type PhoneOwner, type SimulatedChannel, simulatedChannels } from './phones.ts'

/** The two people whose phones are on the page. */
export const roles = ['learner', 'worker'] as const
export type SimulatedRole = (typeof roles)[number]

/** The Slack workspace that everybody is in. */
export const simulatedTeam = 'T0STAPJE'

/**
 * The address of somebody made up, in the form of the channel's adapter.
 *
 * @param number from 1 to 9999; the same number is the same person.
 */
export function madeUpAddress(channel: SimulatedChannel, number: number): string {
  const figures = String(number).padStart(4, '0')
  switch (channel) {
    case 'telegram':
      return `70000${figures}`
    case 'whatsapp':
      return `whatsapp:+31600000${figures}`
    case 'slack':
      return `${simulatedTeam}/U0${figures}`
  }
}

const numbers: Readonly<Record<SimulatedRole, number>> = { learner: 1, worker: 2 }

/** Whose phone it is on the page. */
export function ownerOf(channel: SimulatedChannel, role: SimulatedRole): PhoneOwner {
  return { channel, address: madeUpAddress(channel, numbers[role]) }
}

/** The youth workers of the page, whom the service makes members of the demo organisation. */
export const simulatedWorkers: readonly PhoneOwner[] = simulatedChannels.map((channel) =>
  ownerOf(channel, 'worker'),
)
