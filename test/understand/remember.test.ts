import { expect, it } from 'vitest'
import { remember } from '../../src/understand/remember.ts'

function counted(most: number) {
  const asked: string[] = []
  const length = remember(most, (word) => {
    asked.push(word)
    return word.length
  })
  return { asked, length }
}

it('finds an answer once', () => {
  const { asked, length } = counted(10)
  expect([length('les'), length('les')]).toEqual([3, 3])
  expect(asked).toEqual(['les'])
})

it('begins anew when it keeps enough, and keeps no endless words', () => {
  const { asked, length } = counted(2)
  for (const word of ['a', 'b', 'c', 'a']) length(word)
  expect(asked).toEqual(['a', 'b', 'c', 'a'])
  const endless = 'x'.repeat(100)
  expect([length(endless), length(endless)]).toEqual([100, 100])
  expect(asked.filter((word) => word === endless)).toHaveLength(2)
})
