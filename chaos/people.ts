import { setTimeout as after } from 'node:timers/promises'
import { madeUpAddress } from '../bots/simulator/people.ts'
import { type PhoneOwner, simulatedChannels } from '../bots/simulator/phones.ts'
import type { SimulatedPlatform } from '../bots/simulator/platform.ts'
import type { PhoneAction } from '../bots/simulator/webhook.ts'

/** Who takes part, spread over the three channels. */
export interface Cast {
  /** One a channel, who does all of it while it is calm: what they are answered is what is right. */
  readonly models: readonly PhoneOwner[]
  readonly learners: readonly PhoneOwner[]
  /** One a channel. */
  readonly workers: readonly PhoneOwner[]
}

/** Makes up so many learners a channel, with models and workers. */
export function castOf(learnersPerChannel: number): Cast {
  const owners = (first: number, count: number): readonly PhoneOwner[] =>
    simulatedChannels.flatMap((channel) =>
      Array.from({ length: count }, (_, index) => ({
        channel,
        address: madeUpAddress(channel, first + index),
      })),
    )
  return { models: owners(1, 1), workers: owners(2, 1), learners: owners(11, learnersPerChannel) }
}

/** What came of sending webhooks. */
export interface Sent {
  /** Updates that were accepted in the end. */
  accepted: number
  /** Times that an update was sent again, as its answer was not 2xx, or never came. */
  again: number
}

const retryMilliseconds = 150

/** Sends one update until it is accepted, as Telegram and Slack do. */
export async function insist(
  platform: SimulatedPlatform,
  owner: PhoneOwner,
  action: PhoneAction,
  sent: Sent,
): Promise<void> {
  const webhook = platform.webhooks[owner.channel].make(owner.address, action)
  for (;;) {
    const status = await platform.post(webhook).catch(() => 0)
    if (status >= 200 && status < 300) break
    sent.again += 1
    await after(retryMilliseconds)
  }
  sent.accepted += 1
}
