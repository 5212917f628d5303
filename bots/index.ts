import type { Environment } from '../src/config.ts'
import type { ChannelContext, ConnectChannel, ConnectedChannel } from './channel.ts'
import { connectSlack } from './slack/connect.ts'
import { connectTelegram } from './telegram/connect.ts'
import { connectWhatsapp } from './whatsapp/connect.ts'

/** Every channel there is. A new one is a folder and a line here. */
export const channels = {
  telegram: connectTelegram,
  whatsapp: connectWhatsapp,
  slack: connectSlack,
} as const satisfies Readonly<Record<string, ConnectChannel>>

/**
 * Connects each channel whose settings are there.
 *
 * @throws {ConfigurationError} naming what is missing, when one is set up by half.
 */
export function connectChannels(
  environment: Environment,
  context: ChannelContext,
): readonly ConnectedChannel[] {
  return Object.values(channels)
    .map((connect) => connect(environment, context))
    .filter((channel) => channel !== null)
}
