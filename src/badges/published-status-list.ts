import { createHash } from 'node:crypto'
import type { Database } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { issuerAddress } from '../signing/public-key.ts'
import { signCredential } from '../signing/sign-credential.ts'
import { statusListAddress, statusListCredential } from '../signing/status-list.ts'
import { dateTime } from './credential.ts'

/** A signed status list as it is served. */
export interface PublishedStatusList {
  /** Changes with what is in it and who signed it. */
  readonly version: string
  readonly jwt: string
  /** With its embedded proof. */
  readonly json: string
}

/** The last signed form of each list, by its address: signing takes longer than asking. */
const signed = new Map<string, Promise<PublishedStatusList>>()

/** Signs a status list, or gives the signed form of before when nothing changed; null when there is none. */
export async function publishedStatusList(
  db: Database,
  deps: Pick<Deps, 'keyRing' | 'siteUrl'>,
  listId: string,
): Promise<PublishedStatusList | null> {
  const list = await db.statusList.findUnique({
    where: { id: listId },
    select: { bits: true, changedAt: true, organisation: { select: { id: true, name: true } } },
  })
  if (list === null) return null
  const { bits, changedAt, organisation } = list
  const keys = await db.$transaction((tx) => deps.keyRing.signingKeysOf(tx, organisation.id))
  const address = statusListAddress(deps.siteUrl, listId)
  const version = createHash('sha256')
    .update(bits)
    .update([keys.jwt.id, keys.proof.id, changedAt.toISOString()].join())
    .digest('base64url')
  const known = await signed.get(address)?.catch(() => undefined)
  if (known?.version === version) return known
  const signing = signCredential(
    statusListCredential({
      siteUrl: deps.siteUrl,
      listId,
      issuer: { id: issuerAddress(deps.siteUrl, organisation.id), name: organisation.name },
      bits,
      validFrom: dateTime(changedAt),
    }),
    keys,
  ).then(({ jwt, document }) => ({ version, jwt, json: JSON.stringify(document) }))
  signed.set(address, signing)
  return signing
}
