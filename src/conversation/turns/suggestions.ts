import { encodeChoice } from '../choice.ts'
import { type Choice, text } from '../reply.ts'

/** Ways on from an answer that has none of its own: never a dead end. */
export const suggestions: readonly Choice[] = [
  {
    label: text('example.saturday'),
    value: encodeChoice({ kind: 'example', example: 'saturday' }),
  },
  { label: text('example.cooking'), value: encodeChoice({ kind: 'example', example: 'cooking' }) },
  { label: text('example.badges'), value: encodeChoice({ kind: 'myBadges' }) },
]
