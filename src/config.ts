import { resolve } from 'node:path'
import { z } from 'zod'
import { ConfigurationError } from './configuration-error.ts'

/** Settings as they come from the operating system: names to values, nothing parsed yet. */
export type Environment = Readonly<Record<string, string | undefined>>

/** What the service itself needs to know. Each channel reads its own settings in `bots/<channel>/`. */
export interface Config {
  /** TCP port of the HTTP server; 0 takes any free one. */
  readonly port: number
  /** The address people and platforms reach us at, without a slash at the end; null when there is none. */
  readonly publicUrl: string | null
  /** Where the embedded database and the demo's own secret live. */
  readonly dataDirectory: string
  /** A PostgreSQL of one's own; null starts the embedded one. */
  readonly databaseUrl: string | null
  /** Seals addresses, names and private keys; null lets the demo make one in `dataDirectory`. */
  readonly secret: string | null
  /** What this process does: answer the platforms and pages, carry out the queue, or both. */
  readonly role: Role
  /** Connections to the database at most, those of the queue included. */
  readonly databaseConnections: number
  /** Messages of one person that a process handles in a minute; 0 for no limit. */
  readonly messagesPerMinute: number
  /** The secret before this one, while what it sealed is sealed anew; null otherwise. */
  readonly earlierSecret: string | null
  /** Proxies in front of us whose X-Forwarded-For is believed. */
  readonly trustedProxies: number
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent'
  /** For the channels, which read their own settings from it. */
  readonly environment: Environment
}

/** What a process can be for, where there are several on one database. */
export const roles = ['all', 'web', 'worker'] as const
export type Role = (typeof roles)[number]

/** The queue holds jobs, notifications and its sign of life; below this neither side can work. */
const fewestConnections = 6

const blank = (value: unknown) => (value === '' ? undefined : value)

/** Badges name the addresses of their keys, and verifiers follow https only: http is for one machine. */
const withoutSlash = z
  .url({ protocol: /^https?$/, error: 'must be an address such as https://stapje.example.nl' })
  .refine((address) => URL.canParse(address) && isSecure(new URL(address)), {
    error: 'must begin with https://, unless it is localhost',
  })
  .transform((address) => address.replace(/\/+$/, ''))

const isSecure = ({ protocol, hostname }: URL) =>
  protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)

const settings = z.object({
  PORT: z.preprocess(
    blank,
    z.coerce
      .number({ error: 'must be a number from 0 to 65535' })
      .int({ error: 'must be a number from 0 to 65535' })
      .min(0, { error: 'must be a number from 0 to 65535' })
      .max(65_535, { error: 'must be a number from 0 to 65535' })
      .default(3000),
  ),
  PUBLIC_URL: z.preprocess(blank, withoutSlash.optional()),
  DATABASE_URL: z.preprocess(
    blank,
    z
      .url({
        protocol: /^postgres(ql)?$/,
        error: 'must be an address such as postgresql://user:password@host:5432/stapje',
      })
      .optional(),
  ),
  DATA_DIR: z.preprocess(blank, z.string().default('./data')),
  STAPJE_SECRET: z.preprocess(
    blank,
    z
      .string()
      .min(32, { error: 'must be at least 32 characters; make one with: openssl rand -base64 48' })
      .optional(),
  ),
  STAPJE_ROLE: z.preprocess(
    blank,
    z.enum(roles, { error: 'must be one of all, web, worker' }).default('all'),
  ),
  DATABASE_CONNECTIONS: z.preprocess(
    blank,
    z.coerce
      .number({ error: `must be a whole number of ${fewestConnections} or more` })
      .int({ error: `must be a whole number of ${fewestConnections} or more` })
      .min(fewestConnections, {
        error: `must be a whole number of ${fewestConnections} or more`,
      })
      .default(21),
  ),
  MESSAGES_PER_MINUTE: z.preprocess(
    blank,
    z.coerce
      .number({ error: 'must be a whole number, 0 for no limit' })
      .int({ error: 'must be a whole number, 0 for no limit' })
      .min(0, { error: 'must be a whole number, 0 for no limit' })
      .default(120),
  ),
  STAPJE_SECRET_EARLIER: z.preprocess(blank, z.string().optional()),
  TRUST_PROXY_HOPS: z.preprocess(
    blank,
    z.coerce.number({ error: 'must be a small whole number' }).int().min(0).max(10).default(0),
  ),
  LOG_LEVEL: z.preprocess(
    blank,
    z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], {
        error: 'must be one of fatal, error, warn, info, debug, silent',
      })
      .default('info'),
  ),
})

/**
 * Reads and checks the settings. This is the only reader of `process.env`.
 *
 * @throws {ConfigurationError} naming the first setting that is wrong and how to mend it.
 */
export function readConfig(environment: Environment = process.env): Config {
  const parsed = settings.safeParse(environment)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new ConfigurationError(String(issue?.path[0]), issue?.message ?? 'is not valid')
  }
  const found = parsed.data
  return {
    port: found.PORT,
    publicUrl: found.PUBLIC_URL ?? null,
    dataDirectory: resolve(found.DATA_DIR),
    databaseUrl: found.DATABASE_URL ?? null,
    secret: found.STAPJE_SECRET ?? null,
    role: found.STAPJE_ROLE,
    databaseConnections: found.DATABASE_CONNECTIONS,
    messagesPerMinute: found.MESSAGES_PER_MINUTE,
    earlierSecret: found.STAPJE_SECRET_EARLIER ?? null,
    trustedProxies: found.TRUST_PROXY_HOPS,
    logLevel: found.LOG_LEVEL,
    environment,
  }
}

/** What a program that we start gets of our own surroundings, such as where programs are found. */
export const inheritedEnvironment = (): Environment => process.env
