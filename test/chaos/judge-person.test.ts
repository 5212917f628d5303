import { expect, it } from 'vitest'
import { isInWrittenOrder, type WrittenMessage } from '../../chaos/judge-person.ts'

const answer = (providerMessageId: string): WrittenMessage => ({
  providerMessageId,
  kind: 'answer',
  requestId: providerMessageId,
})
const notice = (providerMessageId: string, requestId: string): WrittenMessage => ({
  providerMessageId,
  kind: 'notice',
  requestId,
})

it('wants answers in the order of their turns, copies aside', () => {
  const written = [answer('one'), answer('two'), answer('three')]
  expect(isInWrittenOrder(written, ['one', 'copy of two', 'two', 'three'])).toBe(true)
  expect(isInWrittenOrder(written, ['two', 'one', 'three'])).toBe(false)
  expect(isInWrittenOrder(written, ['one', 'three', 'two'])).toBe(false)
})

it('wants the notices of one turn in order, wherever they come between answers', () => {
  const written = [notice('first', 'award'), notice('second', 'award'), answer('one')]
  expect(isInWrittenOrder(written, ['one', 'first', 'second'])).toBe(true)
  expect(isInWrittenOrder(written, ['first', 'one', 'second'])).toBe(true)
  expect(isInWrittenOrder(written, ['second', 'one', 'first'])).toBe(false)
})

it('has no order for notices of two turns that ran at once', () => {
  const written = [notice('drawn first', 'one turn'), notice('drawn second', 'another')]
  expect(isInWrittenOrder(written, ['drawn second', 'drawn first'])).toBe(true)
})
