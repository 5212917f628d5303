import { expect, it } from 'vitest'
import { createLane, createLanes } from '../../src/delivery/lane.ts'
import { createTestClock } from '../support/clock.ts'

it('lets in as many as there is room for', () => {
  const { clock } = createTestClock()
  const lane = createLane(2)
  expect([1, 2, 3].map(() => lane.enter(clock()).kind)).toEqual(['in', 'in', 'wait'])
  lane.leave('sent', clock())
  expect(lane.enter(clock()).kind).toBe('in')
})

it('leaves a channel alone that does not answer, longer each time, and tries one ahead', () => {
  const { clock, move } = createTestClock()
  const lane = createLane(8)
  for (let failure = 0; failure < 3; failure += 1) {
    expect(lane.enter(clock())).toEqual({ kind: 'in' })
    lane.leave('noAnswer', clock())
  }
  expect(lane.enter(clock())).toEqual({ kind: 'wait', milliseconds: 1000 })
  move(1000)
  expect(lane.enter(clock()).kind).toBe('in')
  expect(lane.enter(clock()).kind).toBe('wait')
  lane.leave('noAnswer', clock())
  expect(lane.enter(clock())).toEqual({ kind: 'wait', milliseconds: 2000 })
  move(2000)
  lane.enter(clock())
  lane.leave('sent', clock())
  expect([1, 2, 3].map(() => lane.enter(clock()).kind)).toEqual(['in', 'in', 'in'])
})

it('keeps some of the work at once for the other channels', () => {
  const { clock } = createTestClock()
  const room = (lanes: ReturnType<typeof createLanes>, name: string) => {
    const entered = () => lanes.get(name)?.enter(clock()).kind === 'in'
    return Array.from({ length: 20 }, entered).filter(Boolean).length
  }
  expect(room(createLanes(['pigeon', 'drum'], 8), 'drum')).toBe(6)
  expect(room(createLanes(['pigeon'], 8), 'pigeon')).toBe(8)
})
