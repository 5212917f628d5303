import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'

const packageFile = z.object({ name: z.string() })

/**
 * The project's root: where package.json, prisma/, locales/ and the other files that are not code
 * stand. It is found by walking up, since the code runs from `src/` in tests and from `dist/src/`
 * once built.
 */
export const projectFolder: string = findProjectFolder(import.meta.dirname)

function findProjectFolder(folder: string): string {
  const candidate = join(folder, 'package.json')
  if (existsSync(candidate)) {
    const { name } = packageFile.parse(JSON.parse(readFileSync(candidate, 'utf8')))
    if (name === 'stapje') return folder
  }
  const parent = dirname(folder)
  if (parent === folder) throw new Error(`No package.json of stapje above ${import.meta.dirname}`)
  return findProjectFolder(parent)
}
