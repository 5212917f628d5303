import { chown, copyFile, mkdir, opendir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** What was copied. */
export interface CopiedFiles {
  readonly files: number
  readonly bytes: number
}

/**
 * Copies a folder with all in it, and gives each file to whom it belonged where we may.
 *
 * @param isWanted told each path below `from`, with slashes; what is left out is not gone into.
 */
export async function copyFiles(
  from: string,
  to: string,
  isWanted: (path: string) => boolean = () => true,
): Promise<CopiedFiles> {
  let files = 0
  let bytes = 0
  const copyFolder = async (path: string): Promise<void> => {
    const source = join(from, path)
    const target = join(to, path)
    const { mode, uid, gid } = await stat(source)
    await mkdir(target, { recursive: true, mode: mode & 0o777 })
    await give(target, uid, gid)
    for await (const entry of await opendir(source)) {
      const below = path === '' ? entry.name : `${path}/${entry.name}`
      if (entry.isDirectory()) {
        if (isWanted(`${below}/`)) await copyFolder(below)
      } else if (entry.isFile() && isWanted(below)) {
        const copied = await copyOne(join(source, entry.name), join(target, entry.name))
        if (copied === null) continue
        files += 1
        bytes += copied
      }
    }
  }
  await copyFolder('')
  return { files, bytes }
}

/** Copies one file; null when it was taken away meanwhile, as a database at work does. */
async function copyOne(from: string, to: string): Promise<number | null> {
  try {
    const { uid, gid } = await stat(from)
    await copyFile(from, to)
    await give(to, uid, gid)
    return (await stat(to)).size
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** Gives a file to whom another one belongs. */
export async function giveToOwnerOf(path: string, other: string): Promise<void> {
  const { uid, gid } = await stat(other)
  await give(path, uid, gid)
}

async function give(path: string, uid: number, gid: number): Promise<void> {
  if (process.getuid?.() === 0) await chown(path, uid, gid)
}
