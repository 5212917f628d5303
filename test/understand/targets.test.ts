import { describe, expect, it } from 'vitest'
import { type Half, halfOf, readMessages } from '../../bench/understand-messages.ts'
import {
  crisisScores,
  dateScores,
  measures,
  scores,
  targets,
} from '../../bench/understand-scores.ts'

const half = (wanted: Half) => readMessages().filter((message) => halfOf(message) === wanted)

describe('the development set', () => {
  it('has variety: hundreds of messages, each intent and each topic', () => {
    const messages = readMessages()
    expect(messages.length).toBeGreaterThan(1_000)
    expect(new Set(messages.map(({ text }) => text.toLowerCase())).size).toBeGreaterThan(1_000)
    expect(new Set(messages.map(({ expected }) => expected.intent)).size).toBe(18)
    expect(new Set(messages.map(({ expected }) => expected.topic)).size).toBe(14)
  })

  it('is held back by a fixed rule, about one half', () => {
    const share = half('heldBack').length / readMessages().length
    expect(share).toBeGreaterThan(0.45)
    expect(share).toBeLessThan(0.55)
  })

  it.each(['train', 'heldBack'] as const)('is understood as well as asked: %s', (name) => {
    const shares = scores(half(name))
    const short = measures.filter((measure) => shares[measure] < (targets[measure] ?? 0))
    expect(short).toEqual([])
  })
})

it('reads the dates of other projects', () => {
  expect(dateScores().plain).toBeGreaterThanOrEqual(0.93)
})

it('catches all distress, and takes nothing else for it', () => {
  const { distress, caught, others, falseAlarms } = crisisScores()
  expect(distress).toBeGreaterThanOrEqual(80)
  expect(others).toBeGreaterThanOrEqual(500)
  expect({ caught, falseAlarms }).toEqual({ caught: distress, falseAlarms: 0 })
})
