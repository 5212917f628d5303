import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const model = readFileSync('docs/security.md', 'utf8')
const named = [...model.matchAll(/`(test\/[^`]+)` › ([^|\n]*)\|/g)].map(
  ([, file = '', name = '']) => ({ file, name: name.trim() }),
)

describe('the threat model', () => {
  it('names tests that there are, by their names', () => {
    expect(named.length).toBeGreaterThan(40)
    const missing = named.filter(({ file, name }) => {
      if (!existsSync(file)) return true
      const code = readFileSync(file, 'utf8').replaceAll("\\'", "'").replaceAll('’', "'")
      return !code.includes(name.replaceAll('’', "'"))
    })
    expect(missing).toEqual([])
  })

  it('says of every threat what stops it, and shows it', () => {
    const rows = model.split('\n').filter((line) => /^\| [^|]+ \| .*`test\//.test(line))
    expect(rows.length).toBeGreaterThan(40)
    for (const row of rows) expect(row.split(' | ')).toHaveLength(3)
  })

  it.each([
    ...['signature', 'kept and sent again', 'guessing a link', 'guessing an invitation', 'SSRF'],
    ...['another organisation', 'another workspace', 'HTML', 'mrkdwn', 'CSV', 'very large request'],
    ...['slow client', 'prototype pollution', 'secrets in logs', 'error pages', 'for an address'],
    ...['for a person', 'CSP', 'Dependencies', "demo's own secret"],
  ])('speaks of: %s', (subject) => {
    expect(model.toLowerCase()).toContain(subject.toLowerCase())
  })
})

it('gives nothing out as CSV', () => {
  const sources = ['src', 'bots']
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
    )
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('generated'))
  expect(sources.length).toBeGreaterThan(200)
  const giving = sources.filter((path) =>
    /\.type\(['"](?:text\/)?csv|\.csv['"`]\s*\)\s*\.send/.test(readFileSync(path, 'utf8')),
  )
  expect(giving).toEqual([])
})
