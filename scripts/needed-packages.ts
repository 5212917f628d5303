import { z } from 'zod'

const names = z.record(z.string(), z.string()).default({})

/** What is read of package-lock.json (npm, version 3): each package by where it is installed. */
export const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      dependencies: names,
      optionalDependencies: names,
      peerDependencies: names,
      peerDependenciesMeta: z
        .record(z.string(), z.object({ optional: z.boolean().optional() }))
        .default({}),
    }),
  ),
})
export type Lock = z.infer<typeof lockSchema>

/**
 * Where the packages are installed that the program needs when it runs: what package.json depends on, and what
 * those need in turn. `npm prune` keeps more: what a package can use and we do not, such as Prisma's own
 * command line with all that it brings.
 */
export function neededPackages({ packages }: Lock): ReadonlySet<string> {
  const needed = new Set<string>()
  const visit = (place: string): void => {
    const found = packages[place]
    if (found === undefined) return
    const peers = Object.keys(found.peerDependencies).filter(
      (name) => found.peerDependenciesMeta[name]?.optional !== true,
    )
    const own = [...Object.keys(found.dependencies), ...Object.keys(found.optionalDependencies)]
    for (const name of [...own, ...peers]) {
      const at = placeOf(packages, place, name)
      // Of an optional dependency there may be none for this machine.
      if (at === null || needed.has(at)) continue
      needed.add(at)
      visit(at)
    }
  }
  visit('')
  return needed
}

/** Where Node finds a package from a place: beside it, or further out. */
function placeOf(packages: Lock['packages'], from: string, name: string): string | null {
  const within = (folder: string) => (folder === '' ? '' : `${folder}/`)
  let folder = from
  for (;;) {
    const place = `${within(folder)}node_modules/${name}`
    if (place in packages) return place
    if (folder === '') return null
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))
  }
}
