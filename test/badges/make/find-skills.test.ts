import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { alignmentOf, skillNames } from '../../../src/badges/make/esco-skills.ts'
import { findSkills, skillCalled } from '../../../src/badges/make/find-skills.ts'
import { text } from '../../../src/conversation/reply.ts'
import { sayText } from '../../../src/conversation/speak.ts'
import { locales } from '../../../src/language/locale.ts'
import { projectFolder } from '../../../src/project-folder.ts'

const skills = skillNames.map((name) => ({
  name,
  labels: locales.map((locale) => sayText(locale, text(`skill.${name}`))),
}))

describe('the skills that can be chosen', () => {
  it('are those of the demo city, by the same address and label', () => {
    const path = join(projectFolder, 'prisma', 'seed', 'rotterdam', 'achievements.json')
    const achievements = z
      .array(
        z.object({
          alignments: z.array(z.object({ name: z.string(), url: z.string() })).default([]),
        }),
      )
      .parse(JSON.parse(readFileSync(path, 'utf8')))
    const used = achievements.flatMap(({ alignments }) => alignments)
    const known = skillNames.map(alignmentOf)
    expect(new Map(known.map(({ targetUrl, targetName }) => [targetUrl, targetName]))).toEqual(
      new Map(used.map(({ url, name }) => [url, name])),
    )
  })

  it.each([
    ['snoeien', 'prune_plants'],
    ['heg snoeien', 'prune_hedges_and_trees'],
    ['afwasen', 'wash_the_dishes'],
    ['de toiletten', 'clean_toilets'],
    ['pruning trees', 'prune_hedges_and_trees'],
    ['koffie', 'prepare_hot_drinks'],
    ['serving drinks', 'serve_beverages'],
  ] as const)('are found by %s', (typed, skill) => {
    expect(findSkills(typed, skills)).toContain(skill)
  })

  it('are not found by what is none, and never more than four', () => {
    expect(findSkills('raketgeleerde', skills)).toEqual([])
    expect(findSkills('', skills)).toEqual([])
    fc.assert(
      fc.property(fc.string(), (typed) => {
        expect(findSkills(typed, skills).length).toBeLessThanOrEqual(4)
      }),
    )
  })

  it('are themselves by their whole name in any language', () => {
    for (const { name, labels } of skills) {
      for (const label of labels) expect(skillCalled(label.toUpperCase(), skills)).toBe(name)
    }
    expect(skillCalled('snoeien', skills)).toBeNull()
  })
})
