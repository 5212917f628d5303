import { randomBytes, randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Gives the demo's own secret: made at the first start, kept in the data folder for the next ones.
 * A service with real channels brings its own in STAPJE_SECRET.
 */
export async function demoSecret(dataDirectory: string): Promise<string> {
  await mkdir(dataDirectory, { recursive: true })
  const path = join(dataDirectory, 'demo-secret')
  const draft = `${path}.${randomUUID()}`
  await writeFile(draft, randomBytes(48).toString('base64'), { mode: 0o600, flush: true })
  try {
    // A hard link appears whole or not at all, and only for the first of two that start at once.
    await link(draft, path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    await rm(draft)
  }
  return (await readFile(path, 'utf8')).trim()
}
