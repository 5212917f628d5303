import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { termNames, terms } from '../../src/retention/terms.ts'

const map = readFileSync('docs/privacy.md', 'utf8')
const schema = readFileSync('prisma/schema.prisma', 'utf8')

/** The rows of the tables, as lists of cells. */
const rows = map
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )

describe('the data map', () => {
  it('names every model of the database', () => {
    const models = [...schema.matchAll(/^model (\w+)/gm)].map(([, name = '']) => name)
    expect(models.length).toBeGreaterThan(30)
    expect(models.filter((name) => !new RegExp(`\`${name}[\`.]`).test(map))).toEqual([])
  })

  it('names every sealed column, and none that is not there', () => {
    const columns = [...schema.matchAll(/^model (\w+) \{([\s\S]*?)^\}/gm)].flatMap(
      ([, model = '', body = '']) =>
        [...body.matchAll(/^ {2}(\w+) /gm)].map(([, column = '']) => `${model}.${column}`),
    )
    const sealed = columns.filter((column) => /Sealed$/.test(column))
    // The private keys are of organisations, not of people.
    const personal = sealed.filter((column) => column !== 'SigningKey.privateSealed')
    expect(personal.filter((column) => !map.includes(`\`${column}\``))).toEqual([])
    const named = [...map.matchAll(/`([A-Z]\w+\.\w+)`/g)].map(([, column = '']) => column)
    expect(named.filter((column) => !columns.includes(column))).toEqual([])
  })

  it('says for each kind of data why, on what ground, for whom, where, how long, and shows it', () => {
    const [head, ...kinds] = rows.filter((cells) => cells.length === 7)
    expect(head).toEqual(['what', 'for', 'ground', 'who sees it', 'where', 'how long', 'test'])
    expect(kinds.length).toBeGreaterThan(15)
    for (const kind of kinds) {
      expect(kind.every((cell) => cell !== '')).toBe(true)
      expect(kind[2]).toMatch(/^(task|consent|contract|duty)$/)
      expect(kind[6]).toMatch(/^`test\/.+\.test\.ts`$/)
    }
  })

  it('names tests that there are', () => {
    const tests = [...map.matchAll(/`(test\/[^`]+)`/g)].map(([, path = '']) => path)
    expect(tests.length).toBeGreaterThan(20)
    expect(tests.filter((path) => !existsSync(path))).toEqual([])
  })

  it('says every term as it is kept', () => {
    for (const name of termNames) {
      if (name === 'codes') expect(map).toMatch(/row 1 day/)
      else expect(map, name).toMatch(new RegExp(`\`${name}\``))
      if (!['codes', 'unseenPeople', 'leavingNotice'].includes(name)) {
        expect(map, name).toContain(`\`${name}\` (${terms[name]} days)`)
      }
    }
    expect(map).toContain(`(${terms.unseenPeople} and ${terms.leavingNotice} days)`)
  })
})
