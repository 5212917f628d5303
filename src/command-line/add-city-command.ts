import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { readCityFile } from '../../prisma/seed/city-file.ts'
import { loadCity } from '../../prisma/seed/load.ts'
import type { Database } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { projectFolder } from '../project-folder.ts'
import type { CommandOutcome } from './command-outcome.ts'

/** How the command is typed. */
export const addCityUsage =
  '  npm run city -- add <file>|<city>|all [--privacy-contact <e-mail address>]'

/** The cities that come with us, a file each. */
const cityFilesFolder = join(projectFolder, 'prisma', 'cities')

/** The files of the cities that come with us, by name. */
async function cityFiles(): Promise<readonly string[]> {
  const names = await readdir(cityFilesFolder)
  return names
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => join(cityFilesFolder, name))
}

/**
 * `npm run city -- add`: hosts a city of a file, of one that comes with us by its name, or all of those.
 * All files are read before any is loaded; doing it again takes over what changed.
 */
export async function addCityCommand(
  { db, deps }: { readonly db: Database; readonly deps: Pick<Deps, 'clock'> },
  typed: readonly string[],
): Promise<CommandOutcome> {
  const { values, positionals } = parseArgs({
    args: [...typed],
    allowPositionals: true,
    strict: false,
    options: { 'privacy-contact': { type: 'string' } },
  })
  const [which = ''] = positionals
  if (which === '') return fault(`Say which city to add:\n${addCityUsage}`)
  const said = values['privacy-contact']
  const contact = typeof said === 'string' ? said : null
  const files = which === 'all' ? await cityFiles() : [fileOf(which)]
  const read = await Promise.all(files.map((file) => readFileOf(file, contact)))
  const faults = read.flatMap((each) => (each.kind === 'faults' ? each.faults : []))
  if (faults.length > 0) return fault(faults.join('\n'))
  const lines: string[] = []
  for (const each of read) {
    if (each.kind === 'faults') continue
    const { slug, name } = each.data.city
    await loadCity(db, each.data, deps.clock())
    lines.push(`${name.en} is there: its page is /${slug}.`)
  }
  return { kind: 'done', lines }
}

/** A path, or the short name of a city that comes with us. */
const fileOf = (which: string): string =>
  existsSync(which) ? which : join(cityFilesFolder, `${which}.json`)

async function readFileOf(file: string, contact: string | null) {
  const name = basename(file)
  const faulty = (says: string) => ({ kind: 'faults', faults: [`${name}: ${says}`] }) as const
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return faulty('there is no such file, and no city of that name comes with us')
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    return faulty('is not JSON')
  }
  const read = readCityFile(raw, contact)
  if (read.kind === 'read') return read
  return { kind: 'faults', faults: read.faults.map((each) => `${name}: ${each}`) } as const
}

const fault = (says: string): CommandOutcome => ({ kind: 'fault', says })
