import { z } from 'zod'
import type { Environment } from '../src/config.ts'
import { ConfigurationError } from '../src/configuration-error.ts'
import type { Pace } from '../src/conversation/channel.ts'

/** The names of a channel's settings. */
export interface SettingNames<Required extends string, Optional extends string> {
  readonly required: readonly Required[]
  readonly optional: readonly Optional[]
}

type Settings<Required extends string, Optional extends string> = Readonly<
  Record<Required, string> & Record<Optional, string | null>
>

/**
 * Reads the settings that belong together. An empty or blank one counts as missing.
 *
 * @returns null when none of them is there, so that the channel stays off.
 * @throws {ConfigurationError} naming the first required one that is missing, when others are there.
 */
export function readSettings<Required extends string, Optional extends string>(
  environment: Environment,
  { required, optional }: SettingNames<Required, Optional>,
): Settings<Required, Optional> | null {
  const read = (name: string) => environment[name]?.trim() || null
  const all = [...required, ...optional]
  if (all.every((name) => read(name) === null)) return null
  const [missing] = required.filter((name) => read(name) === null)
  if (missing !== undefined) {
    const present = all.find((name) => read(name) !== null)
    throw new ConfigurationError(missing, `is needed because ${present} is set`)
  }
  // Every required name was just seen to have a value; the record's type cannot say so by itself.
  return Object.fromEntries(all.map((name) => [name, read(name)])) as Settings<Required, Optional>
}

const webAddress = z.url({ protocol: /^https?$/ })

/**
 * Checks that a setting is a web address and takes the slashes off its end.
 *
 * @throws {ConfigurationError} when it is not.
 */
export function readAddress(setting: string, value: string | null): string | null {
  if (value === null) return null
  if (!webAddress.safeParse(value).success) {
    throw new ConfigurationError(setting, 'must be an address such as https://api.example.nl')
  }
  return value.replace(/\/+$/, '')
}

const messagesPerSecond = z.coerce.number().positive().max(10_000)

/**
 * Reads how many messages a second a platform takes from us.
 *
 * @param usual the platform's own limit; null where there is none that we know.
 * @throws {ConfigurationError} when it is no number above 0.
 */
export function readMessagesPerSecond(
  setting: string,
  value: string | null,
  usual: number | null,
): number | null {
  if (value === null) return usual
  const parsed = messagesPerSecond.safeParse(value)
  if (!parsed.success) throw new ConfigurationError(setting, 'must be a number above 0, such as 30')
  return parsed.data
}

/** The pace of a channel, for all processes that send on it. */
export const paceOf = (name: string, perSecond: number | null): Pace | null =>
  perSecond === null ? null : { name, perSecond }
