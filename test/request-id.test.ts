import { expect, it } from 'vitest'
import { currentRequestId, inRequest, requestIdOf } from '../src/request-id.ts'

const newId = () => 'a-fresh-id'

it.each([
  [
    '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    'from-a-proxy',
    '4bf92f3577b34da6a3ce929d0e0e4736',
  ],
  [undefined, 'from-a-proxy', 'from-a-proxy'],
  ['nonsense', undefined, 'a-fresh-id'],
  [undefined, 'short', 'a-fresh-id'],
  [undefined, 'with "quotes" and a\nline', 'a-fresh-id'],
  [undefined, 'x'.repeat(65), 'a-fresh-id'],
])(
  'knows a request by its trace, by the id of a proxy, or by a fresh one (%#)',
  (traceparent, requestId, known) => {
    expect(requestIdOf({ traceparent, requestId }, newId)).toBe(known)
  },
)

it('is kept in what follows from the request, and nowhere else', async () => {
  const seen = await inRequest('one', async () => {
    await Promise.resolve()
    return currentRequestId()
  })
  expect([seen, currentRequestId()]).toEqual(['one', null])
})
