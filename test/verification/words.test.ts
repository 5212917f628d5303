import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { locales } from '../../src/language/locale.ts'
import { stepCodes, stepNames } from '../../src/verification/report.ts'

it.each(locales)('every code of every step has its words, and no other has (%s)', (locale) => {
  const { codes } = JSON.parse(readFileSync(`locales/${locale}/verification.json`, 'utf8'))
  expect(Object.keys(codes)).toEqual([...stepNames])
  for (const step of stepNames) {
    const { ok, fault, notChecked } = stepCodes[step]
    const known = new Set<string>([...ok, ...fault, ...notChecked])
    expect(Object.keys(codes[step]).toSorted(), step).toEqual([...known].toSorted())
  }
})
