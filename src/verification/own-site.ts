import { z } from 'zod'
import { findBadge } from '../badges/find-badge.ts'
import { findShare } from '../badges/find-share.ts'
import { issuerProfile } from '../badges/issuer.ts'
import type { DatabaseOrTransaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import type { FetchOutcome } from '../http/safe-fetch.ts'
import { publishedKey } from '../signing/published-keys.ts'
import type { OwnSite } from './sources.ts'

type SiteDeps = Pick<Deps, 'clock' | 'seals' | 'siteUrl'>

const answer = (url: string, contentType: string, body: string): FetchOutcome => ({
  kind: 'fetched',
  url,
  contentType,
  bytes: new TextEncoder().encode(body),
})
const missing: FetchOutcome = { kind: 'missing', status: 404 }

const ourPath =
  /^\/(?:(keys|issuers|api\/badges)\/([\da-f-]{36})|b\/([\w-]{1,64})(?:(?:\/(\d{1,2}))?\.(?:json|jwt|png|svg))?)$/

/**
 * Answers for our own site from the database: a service that asks itself over the network waits for
 * itself, and would have to be let past the rule on private addresses.
 */
export function createOwnSite(db: DatabaseOrTransaction, deps: SiteDeps): OwnSite {
  return async (url) => {
    if (!url.startsWith(`${deps.siteUrl}/`) || !URL.canParse(url)) return null
    const [, kind, id = '', token, number] = ourPath.exec(new URL(url).pathname) ?? []
    if (kind !== undefined) {
      const document = z.uuid().safeParse(id).success ? await documentOf(db, deps, kind, id) : null
      return document === null ? missing : answer(url, 'application/json', JSON.stringify(document))
    }
    return token === undefined ? missing : sharedBadge(db, deps, url, token, number)
  }
}

/** A key of ours, the profile of an issuer, or a badge that its learner shares. */
async function documentOf(
  db: DatabaseOrTransaction,
  deps: SiteDeps,
  kind: string,
  id: string,
): Promise<unknown> {
  if (kind === 'issuers') return issuerProfile(db, deps, id)
  if (kind === 'keys') {
    const key = await publishedKey(db, deps, id)
    return 'document' in key ? key.document : null
  }
  const found = await findBadge(db, deps, id)
  return found.kind === 'found' ? found.badge.credential.document : null
}

async function sharedBadge(
  db: DatabaseOrTransaction,
  deps: SiteDeps,
  url: string,
  token: string,
  number: string | undefined,
): Promise<FetchOutcome> {
  const found = await findShare(db, deps, token)
  if (found.kind !== 'found') return missing
  const { badges } = found.share
  if (number === undefined && badges.length > 1) return { kind: 'missing', status: 300 }
  const badge = badges[number === undefined ? 0 : Number(number) - 1]
  return badge === undefined ? missing : answer(url, 'text/plain', badge.credential.jwt)
}
