import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import type { SafeFetch } from '../http/safe-fetch.ts'
import { type ImportOrder, type ImportOutcome, importSource } from './import-source.ts'

/** What somebody hands in: an address, or a file by the name that it has with them. */
export type GivenSource =
  | { readonly kind: 'address'; readonly url: string }
  | { readonly kind: 'file'; readonly name: string; readonly bytes: Uint8Array }

/** An order of somebody who is not on this machine: no path of it can be named. */
export interface GivenOrder
  extends Pick<ImportOrder, 'city' | 'organisationId' | 'defaultTopic' | 'isDryRun'> {
  readonly given: GivenSource
}

/** Imports what somebody handed in. A file is written down for as long as it is read. */
export async function importGiven(
  db: Database,
  deps: Pick<Deps, 'clock' | 'newId' | 'seals'> & { readonly fetch: SafeFetch },
  { given, ...order }: GivenOrder,
): Promise<ImportOutcome> {
  if (given.kind === 'address') {
    if (!given.url.startsWith('https://')) return { kind: 'fault', code: 'notHttps' }
    return importSource(db, deps, { ...order, place: given.url, format: null })
  }
  const folder = await mkdtemp(join(tmpdir(), 'stapje-import-'))
  try {
    // Only the end of the name is theirs, for the format to be known by.
    const ending = /\.[a-z]{1,6}$/i.exec(given.name)?.[0] ?? ''
    const place = join(folder, `given${ending}`)
    await writeFile(place, given.bytes)
    return await importSource(db, deps, { ...order, place, name: given.name, format: null })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
