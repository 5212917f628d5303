import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fuzz } from '../../fuzz/fuzz.ts'
import { fuzzRequests } from '../../fuzz/requests.ts'
import { targets } from '../../fuzz/targets.ts'
import { startTestService, type TestService } from '../support/service.ts'

let service: TestService

beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.close())

it.each(targets.map((target) => [target.name, target] as const))(
  'reads whatever comes without a fault or a wait: %s',
  (_name, target) => {
    const { inputs, fault } = fuzz(target, 100, 7)
    expect(fault).toBeNull()
    expect(inputs).toBe(100)
    expect(Object.keys({})).toEqual([])
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  },
)

it('answers any request and any message, with no fault of its own', async () => {
  expect(await fuzzRequests(service, 40, 7)).toMatchObject({ inputs: 80, fault: null })
})

it('tells the smallest input that goes wrong', () => {
  const broken = {
    name: 'broken',
    property: (time: (work: () => unknown) => void) =>
      fc.property(fc.nat(1000), (number) =>
        time(() => {
          if (number > 10) throw new Error('too much')
        }),
      ),
  }
  expect(fuzz(broken, 100, 7).fault).toContain('too much, given [11]')
})
