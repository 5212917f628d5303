import type { Config } from '../config.ts'
import { ConfigurationError } from '../configuration-error.ts'
import { demoSecret } from '../demo-secret.ts'

/**
 * The secret that seals addresses, names and keys. Only for trying it out is one made by itself.
 *
 * @throws {ConfigurationError} naming STAPJE_SECRET when real people are to be served without it.
 */
export async function secretOf(config: Config, isTryout: boolean): Promise<string> {
  if (config.secret !== null) return config.secret
  if (isTryout && config.databaseUrl === null) return demoSecret(config.dataDirectory)
  throw new ConfigurationError(
    'STAPJE_SECRET',
    'is needed with a real channel or a database of your own. Make one with: ' +
      'openssl rand -base64 48, and keep it: without it nothing that was sealed can be opened.',
  )
}
