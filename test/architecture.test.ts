import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')

/** What wires the house together may know all of it. */
const wiring = ['src/main.ts', 'src/service/', 'src/command-line/']

const sources = ['src', 'bots'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('generated')),
)

/** The files and packages that a source imports; its own files as paths from the project's root. */
function imports(path: string): readonly string[] {
  const code = readFileSync(join(root, path), 'utf8')
  return [...code.matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(([, found = '']) =>
    found.startsWith('.') ? relative(root, resolve(root, dirname(path), found)) : found,
  )
}

const edges = sources
  .filter((path) => !wiring.some((wired) => path.startsWith(wired)))
  .flatMap((from) => imports(from).map((to) => ({ from, to })))

const crossing = (from: RegExp, to: RegExp) =>
  edges.filter((edge) => from.test(edge.from) && to.test(edge.to))

describe('the rules of the house', () => {
  it('reads something', () => {
    expect(edges.length).toBeGreaterThan(100)
  })

  it('keeps the core free of channels and pages, and those of each other', () => {
    expect(crossing(/^src\/(?!web\/)/, /^(bots|src\/web)\//)).toEqual([])
    expect(crossing(/^src\/web\//, /^bots\//)).toEqual([])
    expect(crossing(/^bots\//, /^src\/web\//)).toEqual([])
  })

  it('keeps what is pure free of the database, the network and the web', () => {
    const pure =
      /^(src\/understand\/|src\/badges\/(credential|drawing|milestones\/rules)\.ts|src\/reminders\/windows\.ts|src\/conversation\/(reply|speak|choice|typed-choice|message)\.ts|bots\/[a-z]+\/(parse|render)\.ts)/
    expect(
      crossing(
        pure,
        /^(src\/(database|web|delivery)\/|node:(fs|http|https|net|crypto)|express|pg)/,
      ),
    ).toEqual([])
  })

  it('reads process.env in one place, and the clock in another', () => {
    const mentions = (pattern: RegExp) =>
      sources.filter((path) => pattern.test(readFileSync(join(root, path), 'utf8')))
    expect(mentions(/process\.env/).filter((path) => path !== 'src/config.ts')).toEqual([])
    expect(
      mentions(/new Date\(\)|Date\.now\(\)|Math\.random\(\)/).filter(
        (path) => path.startsWith('src/') && !wiring.some((wired) => path.startsWith(wired)),
      ),
    ).toEqual([])
  })

  it('has no file that is too long to take in', () => {
    const long = sources.filter(
      (path) => readFileSync(join(root, path), 'utf8').split('\n').length > 300,
    )
    expect(long).toEqual([])
  })

  it('knows no platform by name in the core', () => {
    const named = sources.filter(
      (path) =>
        /^src\/(conversation|learners|organisations|activities|badges|delivery|understand)\//.test(
          path,
        ) && /['"`](telegram|whatsapp|slack)['"`]/i.test(readFileSync(join(root, path), 'utf8')),
    )
    expect(named).toEqual([])
  })
})
