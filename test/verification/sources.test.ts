import { expect, it } from 'vitest'
import type { FetchOutcome, SafeFetch } from '../../src/http/safe-fetch.ts'
import { createSources } from '../../src/verification/sources.ts'

const nothing: FetchOutcome = { kind: 'missing', status: 404 }
const noSite = async () => null
const ask = (sources: SafeFetch, number: number) =>
  sources({ url: `https://school.example/${number}`, accept: '*/*', mostBytes: 10 })

it('asks twelve addresses of one badge, each once, and no more', async () => {
  const asked: string[] = []
  const sources = createSources(async ({ url }) => {
    asked.push(url)
    return nothing
  }, noSite)
  for (let number = 0; number < 12; number += 1) {
    expect(await ask(sources, number)).toEqual(nothing)
    expect(await ask(sources, number)).toEqual(nothing)
  }
  expect(await ask(sources, 12)).toEqual({ kind: 'failed', code: 'unreachable' })
  expect(asked).toHaveLength(12)
})

it('waits for all of them together no longer than its time', async () => {
  let asked = 0
  const never: SafeFetch = () => {
    asked += 1
    return new Promise(() => {})
  }
  const sources = createSources(never, noSite, 20)
  expect(await ask(sources, 1)).toEqual({ kind: 'failed', code: 'timed-out' })
  // Nobody is asked any more after that.
  expect(await ask(sources, 2)).toEqual({ kind: 'failed', code: 'timed-out' })
  expect(asked).toBe(1)
})
