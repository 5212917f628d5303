import { expect, it } from 'vitest'
import { limitMessages } from '../../src/conversation/limit-messages.ts'
import { createTestClock } from '../support/clock.ts'
import { testDeps } from '../support/deps.ts'

function door(perMinute: number) {
  const { clock, move } = createTestClock()
  const observed: string[] = []
  const handle = limitMessages(async () => 'answered', {
    deps: testDeps({ clock }),
    perMinute,
    isUrgent: ({ body }) => body.kind === 'text' && body.text === 'help me',
    observe: ({ handled }) => observed.push(handled),
  })
  const say = (sender: string, text = 'hoi') =>
    handle({
      ...{ channel: 'pigeon', updateId: '1', sender, interaction: null },
      body: { kind: 'text', text },
    })
  return { say, move, observed }
}

it('drops what one person sends too much of, and nothing of anybody else', async () => {
  const { say, move, observed } = door(3)
  const said = [await say('a'), await say('a'), await say('a'), await say('a')]
  expect(said).toEqual(['answered', 'answered', 'answered', 'tooMany'])
  expect(await say('b')).toBe('answered')
  expect(observed).toEqual(['tooMany'])
  move(20_000)
  expect([await say('a'), await say('a')]).toEqual(['answered', 'tooMany'])
})

it('lets words of distress through whatever came before', async () => {
  const { say } = door(1)
  await say('a')
  expect(await say('a')).toBe('tooMany')
  expect(await say('a', 'help me')).toBe('answered')
})

it('can be without a limit, and is not undone by a clock that goes back', async () => {
  const { say } = door(0)
  expect(new Set(await Promise.all(Array.from({ length: 500 }, () => say('a'))))).toEqual(
    new Set(['answered']),
  )
  const back = door(2)
  await back.say('a')
  back.move(-3_600_000)
  expect([await back.say('a'), await back.say('a')]).toEqual(['answered', 'tooMany'])
})
