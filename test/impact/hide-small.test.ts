import { expect, it } from 'vitest'
import { hideSmall } from '../../src/organisations/hide-small.ts'

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)

/** Hoek has only hospitality; Katendrecht has gardening as well. Everybody knows that. */
interface Month {
  readonly hospitality: { readonly katendrecht: number; readonly hoek: number }
  readonly gardening: { readonly katendrecht: number }
}

/** The figures of both tables, before they are published. */
const figuresOf = ({ hospitality, gardening }: Month) => ({
  hospitality: sum(Object.values(hospitality)),
  gardening: gardening.katendrecht,
  katendrecht: hospitality.katendrecht + gardening.katendrecht,
  hoek: hospitality.hoek,
})

const most = 20

function* months(): Generator<Month> {
  for (let katendrecht = 0; katendrecht <= most; katendrecht += 1)
    for (let hoek = 0; hoek <= most; hoek += 1)
      for (let garden = 0; garden <= most; garden += 1)
        yield { hospitality: { katendrecht, hoek }, gardening: { katendrecht: garden } }
}

it('leaves doubt about every small number to who lays both tables side by side', () => {
  const worlds = new Map<string, ReturnType<typeof figuresOf>[]>()
  for (const month of months()) {
    const figures = figuresOf(month)
    const published = JSON.stringify(Object.values(figures).map(hideSmall))
    worlds.set(published, [...(worlds.get(published) ?? []), figures])
  }
  let hidden = 0
  for (const possible of worlds.values()) {
    for (const name of ['hospitality', 'gardening', 'katendrecht', 'hoek'] as const) {
      const values = new Set(possible.map((figures) => figures[name]))
      if ([...values].some((value) => value >= 5)) continue
      hidden += 1
      expect(values.size, JSON.stringify(possible[0])).toBeGreaterThan(1)
    }
  }
  expect(hidden).toBeGreaterThan(20)
})

it('shows at most in steps of five that somebody was erased', () => {
  for (let count = 0; count < 60; count += 1) {
    const [before, after] = [hideSmall(count + 1) ?? 0, hideSmall(count) ?? 0]
    expect([0, 5]).toContain(before - after)
  }
})
