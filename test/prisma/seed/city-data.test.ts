import { describe, expect, it } from 'vitest'
import { CityDataError, parseCityData } from '../../../prisma/seed/city-data.ts'
import { rotterdam } from '../../../prisma/seed/demo-city.ts'

/** The demo city with one change in it, as raw JSON. */
function changed(change: (raw: Record<string, Record<string, unknown>[]>) => void) {
  const raw = structuredClone(rotterdam)
  change({
    neighbourhoods: raw.neighbourhoods,
    organisations: raw.organisations,
    activities: raw.activities,
    achievements: raw.achievements,
    pathways: raw.pathways,
  })
  return () => parseCityData(raw)
}

function first(list: Record<string, unknown>[] | undefined): Record<string, unknown> {
  const [row] = list ?? []
  if (row === undefined) throw new Error('the demo city has no such row')
  return row
}

describe('parseCityData', () => {
  it('takes what it gave', () => {
    expect(parseCityData(structuredClone(rotterdam))).toEqual(rotterdam)
  })

  it.each<[string, RegExp, (raw: Record<string, Record<string, unknown>[]>) => void]>([
    [
      'a text that is left out in one language',
      /activities\[0\]\.title\.en/,
      (raw) => Object.assign(first(raw.activities), { title: { nl: 'Soep' } }),
    ],
    [
      'an organisation that is not there',
      /there is no nobody[\s\S]*activities\[0\]\.organisation/,
      (raw) => Object.assign(first(raw.activities), { organisation: 'nobody' }),
    ],
    [
      'a neighbourhood that is not there',
      /there is no nowhere/,
      (raw) => Object.assign(first(raw.activities), { neighbourhood: 'nowhere' }),
    ],
    [
      'an activity with no place that is not online',
      /needs a neighbourhood, or isOnline/,
      (raw) => Object.assign(first(raw.activities), { neighbourhood: null }),
    ],
    [
      'a session that ends before it begins',
      /must end after it begins/,
      (raw) =>
        Object.assign(first(raw.activities), {
          slots: [{ weekday: 6, from: '15:00', until: '13:00' }],
        }),
    ],
    [
      'a slug that is there twice',
      /is there twice/,
      (raw) => raw.organisations?.push(structuredClone(first(raw.organisations))),
    ],
    [
      'a step that is not there',
      /there is no leercafe-de-derde-kop\/dansen/,
      (raw) =>
        Object.assign(first(raw.pathways), {
          stepsNeeded: 1,
          steps: [{ organisation: 'leercafe-de-derde-kop', achievement: 'dansen' }],
        }),
    ],
    [
      'more steps needed than there are',
      /is more than there are steps/,
      (raw) => Object.assign(first(raw.pathways), { stepsNeeded: 40 }),
    ],
    [
      'a link that is not one of ESCO',
      /achievements\[0\]\.alignments\[0\]\.url/,
      (raw) =>
        Object.assign(first(raw.achievements), {
          alignments: [{ name: 'skill', url: 'https://example.org' }],
        }),
    ],
    [
      'a word it does not know',
      /colour/,
      (raw) => Object.assign(first(raw.activities), { colour: 'red' }),
    ],
  ])('refuses %s and says where', (_, message, change) => {
    expect(changed(change)).toThrow(CityDataError)
    expect(changed(change)).toThrow(message)
  })
})
