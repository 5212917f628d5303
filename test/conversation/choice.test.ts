import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isLocalDay } from '../../src/activities/local-day.ts'
import {
  type ChoiceMeaning,
  decodeChoice,
  encodeChoice,
  type NameKind,
} from '../../src/conversation/choice.ts'
import type { LocalDay } from '../../src/understand/understood.ts'

const uuid = fc.uuid()
const day: fc.Arbitrary<LocalDay> = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2050-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
  .filter(isLocalDay)

const meaning: fc.Arbitrary<ChoiceMeaning> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('signUp' as const, 'cancelSignup' as const, 'more' as const),
    sessionId: uuid,
  }),
  fc
    .tuple(day, day)
    .map(([one, other]) =>
      one <= other
        ? { kind: 'searchDays' as const, start: one, end: other }
        : { kind: 'searchDays' as const, start: other, end: one },
    ),
  fc.record({ kind: fc.constant('share' as const), awardId: uuid }),
  fc.record({
    kind: fc.constant('shareName' as const),
    name: fc.constantFrom<NameKind>('none', 'first', 'full'),
    awardId: uuid,
  }),
  fc.record({ kind: fc.constant('endShare' as const), shareId: uuid }),
  fc.record({
    kind: fc.constant('setLanguage' as const),
    locale: fc.constantFrom('nl' as const, 'en' as const),
  }),
  fc.record({
    kind: fc.constant('example' as const),
    example: fc.constantFrom('saturday' as const, 'cooking' as const),
  }),
  fc.record({
    kind: fc.constantFrom(
      'manageBadge' as const,
      'hideBadge' as const,
      'surelyDelete' as const,
      'refuseEndorsement' as const,
      'agreeEvidence' as const,
    ),
    id: uuid,
  }),
  fc.record({
    kind: fc.constant('shareUntil' as const),
    days: fc.constantFrom(7 as const, 30 as const, 0 as const),
    id: uuid,
  }),
  fc.record({
    kind: fc.constant('shareAllName' as const),
    name: fc.constantFrom<NameKind>('none', 'first', 'full'),
  }),
  fc.record({ kind: fc.constantFrom('badgeOptions' as const, 'myLinks' as const) }),
  fc.record({
    kind: fc.constantFrom(
      'anotherDay' as const,
      'myBadges' as const,
      'help' as const,
      'start' as const,
    ),
  }),
)

describe('the value of a button', () => {
  it('reads back what was written, within the 64 bytes of Telegram', () => {
    fc.assert(
      fc.property(meaning, (written) => {
        const value = encodeChoice(written)
        expect(decodeChoice(value)).toEqual(written)
        expect(value).toMatch(/^[\x20-\x7e]{1,64}$/)
      }),
    )
  })

  it('takes nothing else for one of ours, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const read = decodeChoice(value)
        if (read !== null) expect(encodeChoice(read)).toBe(value)
      }),
    )
    for (const made of [
      '',
      'signUp',
      'signUp:1',
      'help:',
      'help:x',
      'searchDays:2026-02-30:2026-03-01',
    ]) {
      expect(decodeChoice(made), made).toBeNull()
    }
  })
})
