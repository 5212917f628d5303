import { ConfigurationError } from '../configuration-error.ts'
import type { Database } from '../database/client.ts'
import { SealBrokenError, type Seals } from './seals.ts'

/**
 * Checks at start that what is sealed can be opened, before anything new is sealed with another secret.
 *
 * @throws {ConfigurationError} naming STAPJE_SECRET when it is not the one this data was sealed with.
 */
export async function checkKeys(db: Database, seals: Seals): Promise<void> {
  const [keys, identity] = await Promise.all([
    db.signingKey.findMany({ select: { privateSealed: true } }),
    db.channelIdentity.findFirst({ select: { addressSealed: true } }),
  ])
  try {
    // All of them: one that was sealed with another secret would be found at some award, months later.
    for (const key of keys) await seals.open('key', key.privateSealed)
    if (identity !== null) await seals.open('address', identity.addressSealed)
  } catch (cause) {
    if (!(cause instanceof SealBrokenError)) throw cause
    throw new ConfigurationError(
      'STAPJE_SECRET',
      'is not the secret that this data was sealed with. Put back the earlier one: without it, ' +
        'badges cannot be signed and nobody can be reached.',
      { cause },
    )
  }
}
