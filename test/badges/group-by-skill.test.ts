import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groupBySkill } from '../../src/badges/group-by-skill.ts'

const skill = (name: string) => ({ targetName: name, targetUrl: `https://skills.example/${name}` })
const badge = (name: string, ...skills: string[]) => ({ name, alignments: skills.map(skill) })

/** Groups as words: "coffee, tea: barista". */
const said = (badges: readonly ReturnType<typeof badge>[]) =>
  groupBySkill(badges).map(
    (group) =>
      `${group.skills.map(({ targetName }) => targetName).join(', ')}: ${group.badges.map(({ name }) => name).join(', ')}`,
  )

describe('badges by skill', () => {
  it('are once under the skills that only they stand for', () => {
    expect(said([badge('barista', 'coffee', 'tea'), badge('waiter', 'serving')])).toEqual([
      'coffee, tea: barista',
      'serving: waiter',
    ])
  })

  it('are together under a skill that they share', () => {
    expect(said([badge('barista', 'coffee', 'serving'), badge('waiter', 'serving')])).toEqual([
      'coffee: barista',
      'serving: barista, waiter',
    ])
  })

  it('come last where they stand for no skill of a list', () => {
    expect(said([badge('first step'), badge('waiter', 'serving')])).toEqual([
      'serving: waiter',
      ': first step',
    ])
    expect(said([])).toEqual([])
  })

  it('are all there, each under every skill of its own and no other', () => {
    const names = fc.subarray(['coffee', 'tea', 'serving', 'cooking'])
    fc.assert(
      fc.property(fc.array(names, { maxLength: 6 }), (all) => {
        const badges = all.map((skills, index) => badge(String(index), ...skills))
        const groups = groupBySkill(badges)
        for (const each of badges) {
          const own = groups.filter((group) => group.badges.includes(each))
          expect(
            own.flatMap(({ skills }) => skills.map(({ targetName }) => targetName)).toSorted(),
          ).toEqual(each.alignments.map(({ targetName }) => targetName).toSorted())
          expect(own.length).toBeGreaterThan(0)
        }
        expect(groups.every((group) => group.badges.length > 0)).toBe(true)
      }),
    )
  })
})
