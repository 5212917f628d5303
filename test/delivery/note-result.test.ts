import { expect, it } from 'vitest'
import { insistOnNoting } from '../../src/delivery/note-result.ts'

const away = () => Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })

/** Something to note that goes wrong so many times first. */
function failing(times: number, fault: () => Error) {
  let tries = 0
  return {
    tries: () => tries,
    note: async () => {
      tries += 1
      if (tries <= times) throw fault()
      return 'noted'
    },
  }
}

it('notes a result once the database is back', async () => {
  const pauses: number[] = []
  const { note } = failing(3, away)
  const pause = async (milliseconds: number) => void pauses.push(milliseconds)
  expect(await insistOnNoting(pause, note)).toBe('noted')
  expect(pauses).toEqual([250, 250, 250])
})

it('gives up after a minute, and at once when it is no matter of being away', async () => {
  let waited = 0
  const pause = async (milliseconds: number) => {
    waited += milliseconds
  }
  await expect(insistOnNoting(pause, failing(1000, away).note)).rejects.toThrow('ECONNREFUSED')
  expect(waited).toBe(60_000)
  const wrong = failing(1, () => new Error('a wrong statement'))
  await expect(insistOnNoting(pause, wrong.note)).rejects.toThrow('a wrong statement')
  expect(wrong.tries()).toBe(1)
})
