import { expect, it } from 'vitest'
import { createPageCache } from '../../src/web/page-cache.ts'
import { createTestClock } from '../support/clock.ts'

it('makes a page once in half a minute, also for many readers at once', async () => {
  const { clock, move } = createTestClock()
  const cached = createPageCache(clock)
  let made = 0
  const make = async () => {
    made += 1
    return `page ${made}`
  }
  const both = await Promise.all([cached(['a', 'nl'], make), cached(['a', 'nl'], make)])
  expect(both).toEqual(['page 1', 'page 1'])
  expect(await cached(['a', 'en'], make)).toBe('page 2')
  move(30_000)
  expect(await cached(['a', 'nl'], make)).toBe('page 3')
})

it('does not keep what failed, nor ever more pages', async () => {
  const cached = createPageCache(createTestClock().clock)
  await expect(cached(['a'], () => Promise.reject(new Error('away')))).rejects.toThrow('away')
  expect(await cached(['a'], async () => 'here')).toBe('here')
  for (let page = 0; page < 400; page += 1) await cached([page], async () => 'other')
  expect(await cached(['a'], async () => 'made anew')).toBe('made anew')
})
