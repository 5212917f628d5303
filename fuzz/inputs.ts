import fc from 'fast-check'

/** Names that mean something to JavaScript itself: what is read must not take them for its own. */
const dangerous = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then']

/** Any text: letters of every script, signs that mean something somewhere, very long ones too. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
  {
    weight: 2,
    arbitrary: fc
      .array(
        fc.constantFrom(
          ...[
            '<b>',
            '</script>',
            '&amp;',
            '*',
            '_',
            '~',
            '`',
            '<!here>',
            '<@U1>',
            '{{',
            '}}',
            '$1',
          ],
          ...[
            '=cmd()',
            '@x',
            '\u0000',
            '\u202e',
            '\ud800',
            '😀',
            'ﷺ',
            '%00',
            '../',
            '\r\n',
            '"',
            "'",
          ],
          ...[
            'za',
            'morgen',
            '12-13',
            '25:61',
            'TULP-4821',
            '/geef',
            '/award',
            '[',
            '(',
            '\\',
            '1e999',
          ],
        ),
        { maxLength: 60 },
      )
      .map((parts) => parts.join('')),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.string({ minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 4000 }))
      .map(([unit, times]) => unit.repeat(times).slice(0, 8000)),
  },
)

/** The same as it can go over a network: half a letter becomes the sign for one. */
export const sentText: fc.Arbitrary<string> = anyText.map((text) => Buffer.from(text).toString())

/** Any JSON, with names in it that are JavaScript's own. */
export const anyJson: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue(),
  fc
    .tuple(fc.constantFrom(...dangerous), fc.jsonValue())
    .map(([name, value]) => JSON.parse(`{${JSON.stringify(name)}:${JSON.stringify(value)}}`)),
)

/** An object in which the named fields are there or not, and right or not. */
export function nearly(
  fields: Readonly<Record<string, fc.Arbitrary<unknown>>>,
): fc.Arbitrary<unknown> {
  const loose = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      fc.oneof({ weight: 5, arbitrary: value }, { weight: 1, arbitrary: anyJson }),
    ]),
  )
  return fc.record(loose, { requiredKeys: [] })
}
