import type { Database } from '../database/client.ts'
import type { Deps } from '../deps.ts'

/** The accounts of a platform, such as workspaces, that put us in by themselves, with the key to each. */
export interface Installations {
  save(channel: string, account: string, token: string): Promise<void>
  /** The key to an account; null where we are not (any more). */
  find(channel: string, account: string): Promise<string | null>
  remove(channel: string, account: string): Promise<void>
}

/** Keeps installations in the database, their keys sealed. */
export function createInstallations(
  db: Database,
  { seals, clock }: Pick<Deps, 'seals' | 'clock'>,
): Installations {
  return {
    async save(channel, account, token) {
      const anew = { tokenSealed: await seals.seal('key', token), installedAt: clock() }
      await db.installation.upsert({
        where: { channel_account: { channel, account } },
        create: { channel, account, ...anew },
        update: anew,
        select: { id: true },
      })
    },
    async find(channel, account) {
      const found = await db.installation.findUnique({
        where: { channel_account: { channel, account } },
        select: { tokenSealed: true },
      })
      return found === null ? null : seals.open('key', found.tokenSealed)
    },
    async remove(channel, account) {
      await db.installation.deleteMany({ where: { channel, account } })
    },
  }
}
