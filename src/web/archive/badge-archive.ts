import { strToU8, zipSync } from 'fflate'
import { badgeFile, badgeFileName, badgeFileTypes } from '../../badges/badge-files.ts'
import type { SharedBadge } from '../../badges/find-share.ts'
import { issuerProfile } from '../../badges/issuer.ts'
import type { DatabaseOrTransaction } from '../../database/client.ts'
import type { Deps } from '../../deps.ts'
import type { Locale } from '../../language/locale.ts'
import { publishedKeys } from '../../signing/published-keys.ts'
import { archivePage } from './archive-page.tsx'

/** What goes into one archive. */
export interface ArchiveRequest {
  readonly badges: readonly SharedBadge[]
  readonly locale: Locale
  readonly timeZone: string
}

/**
 * Packs badges into one ZIP: each in all its forms, a page to read, and what is needed to verify them
 * when we are not there any more: the public keys and what the issuers said of themselves.
 */
export async function badgeArchive(
  db: DatabaseOrTransaction,
  deps: Pick<Deps, 'clock' | 'siteUrl'>,
  { badges, locale, timeZone }: ArchiveRequest,
): Promise<Uint8Array> {
  const named = badges.map((badge, index) => ({
    badge,
    folder: `${String(index + 1).padStart(2, '0')}-${badgeFileName(badge.name[locale])}`,
  }))
  const files: Record<string, Uint8Array> = {}
  const put = (path: string, content: string | Uint8Array) => {
    files[path] = typeof content === 'string' ? strToU8(content) : content
  }
  put('index.html', archivePage({ badges: named, locale, timeZone, madeAt: deps.clock() }))
  for (const { badge, folder } of named) {
    for (const fileType of badgeFileTypes) {
      put(`${folder}/badge.${fileType}`, badgeFile(badge, fileType))
    }
  }
  put('verify/keys.json', JSON.stringify(await publishedKeys(db, deps), null, 2))
  for (const id of new Set(badges.map(({ organisation }) => organisation.id))) {
    const profile = await issuerProfile(db, deps, id, locale)
    if (profile !== null) put(`verify/issuer-${id}.json`, JSON.stringify(profile, null, 2))
  }
  return zipSync(files, { mtime: deps.clock() })
}
