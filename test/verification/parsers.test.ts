import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCredential } from '../../src/verification/badge.ts'
import { cleanText } from '../../src/verification/clean-text.ts'
import { readBoundedJson } from '../../src/verification/files/bounded-json.ts'
import { readJwt } from '../../src/verification/files/jwt.ts'
import { readBakedPng } from '../../src/verification/files/png.ts'
import { readFileInput, readTextInput } from '../../src/verification/files/read-input.ts'
import { readBakedSvg } from '../../src/verification/files/svg.ts'
import { findBadgeLinks } from '../../src/verification/find-badge-links.ts'
import { addressOfDidWeb, keysOfDid } from '../../src/verification/keys/did.ts'
import { assertionKeysIn, jwksIn, methodIn } from '../../src/verification/keys/keys-in.ts'
import { jwkOfMultikey, readBase58 } from '../../src/verification/keys/multibase.ts'
import { isPlainlyWritten } from '../../src/verification/plainly-written.ts'
import { readStatusBit } from '../../src/verification/status/bitstring.ts'
import { rawToken } from './support/issuers.ts'
import { bakedText, chunk, png, svg } from './support/pictures.ts'

const text = fc.string({ unit: 'binary', maxLength: 300 })
const bytes = fc.uint8Array({ maxLength: 300 })
/** XML that is nearly right. */
const nearlySvg = fc
  .array(
    fc.constantFrom(
      '<svg ',
      'xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"',
      '<openbadges:credential',
      ' verify="',
      '"',
      '>',
      '/>',
      '<![CDATA[',
      ']]>',
      '</openbadges:credential>',
      '<!--',
      '-->',
      '&lt;',
      '{}',
      'a.b.c',
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''))
/** A picture with chunks of any kind, one of them broken now and then. */
const nearlyPng = fc
  .array(
    fc.oneof(
      bytes.map((data) => chunk('iTXt', data)),
      bytes.map((data) => chunk('tEXt', Buffer.concat([Buffer.from('openbadges\0'), data]))),
      fc
        .tuple(bytes, fc.integer({ min: 0, max: 2 ** 32 - 1 }))
        .map(([data, sum]) => chunk('iTXt', data, sum)),
      fc.tuple(bytes, fc.boolean()).map(([data, compressed]) => bakedText(data, compressed)),
    ),
    { maxLength: 5 },
  )
  .chain((chunks) => {
    const file = png(chunks)
    return fc.integer({ min: 0, max: file.length }).map((end) => file.subarray(0, end))
  })

/** Each parser, with what it is given. */
const parsers: readonly (readonly [string, fc.Arbitrary<unknown>, (given: never) => unknown])[] = [
  ['PNG, bytes', bytes, (given: Uint8Array) => readBakedPng(given, 1000)],
  ['PNG, nearly', nearlyPng, (given: Uint8Array) => readBakedPng(given, 1000)],
  ['SVG, text', text, readBakedSvg],
  ['SVG, nearly', nearlySvg, readBakedSvg],
  ['JWT, text', text, readJwt],
  ['JWT, nearly', fc.tuple(fc.json(), fc.json()).map(([a, b]) => rawToken(a, b)), readJwt],
  ['JSON, text', text, readBoundedJson],
  ['JSON', fc.json(), readBoundedJson],
  ['a file', bytes, readFileInput],
  ['a text', fc.oneof(text, fc.json(), nearlySvg, fc.webUrl()), readTextInput],
  [
    'a page',
    fc.oneof(text, nearlySvg),
    (given: string) => findBadgeLinks(given, 'https://a.example/'),
  ],
  ['a credential', fc.dictionary(fc.string(), fc.jsonValue()), readCredential],
  [
    'a credential, nearly',
    fc.record(
      {
        type: fc.constant('OpenBadgeCredential'),
        '@context': fc.jsonValue(),
        issuer: fc.jsonValue(),
        credentialSubject: fc.jsonValue(),
        credentialStatus: fc.jsonValue(),
      },
      { requiredKeys: ['type'] },
    ),
    readCredential,
  ],
  [
    'a controller',
    fc.jsonValue(),
    (given: unknown) => assertionKeysIn(given, 'https://a.example/'),
  ],
  ['a key set', fc.jsonValue(), jwksIn],
  ['a method', fc.jsonValue(), methodIn],
  [
    'a DID',
    fc.oneof(
      text,
      text.map((rest) => `did:web:${rest}`),
      text.map((rest) => `did:jwk:${rest}`),
    ),
    (given: string) => [keysOfDid(given), addressOfDidWeb(given)],
  ],
  [
    'a multikey',
    fc.oneof(
      text,
      text.map((rest) => `z${rest}`),
    ),
    jwkOfMultikey,
  ],
  [
    'a status list',
    fc.tuple(text, fc.integer()),
    ([list, index]: [string, number]) => readStatusBit(`u${list}`, index),
  ],
  ['a document', fc.dictionary(fc.string(), fc.jsonValue()), isPlainlyWritten],
  ['a name', text, (given: string) => cleanText(given, 20)],
]

describe('what strangers give', () => {
  it.each(parsers)('never makes a parser throw: %s', (_name, given, parse) => {
    fc.assert(
      fc.property(given, (value) => {
        parse(value as never)
      }),
      { numRuns: 300 },
    )
  })

  it('is read in a time that grows with its size only', () => {
    const long = 500_000
    const slow = [
      '"'.repeat(long),
      '{"a":'.repeat(long / 5),
      '\\"'.repeat(long / 2),
      `<svg ${'<!--'.repeat(long / 4)}`,
      `<svg ${'<a:credential '.repeat(long / 14)}`,
      `<svg xmlns:a="http://openbadges.org" ${'<a:assertion '.repeat(long / 13)}`,
      `${'a'.repeat(long)}.${'b'.repeat(long)}`,
      `<html>${'<link '.repeat(long / 6)}`,
    ]
    const startedAt = performance.now()
    for (const given of slow) {
      readTextInput(given)
      findBadgeLinks(given, 'https://a.example/')
    }
    expect(performance.now() - startedAt).toBeLessThan(5000)
  })
})

describe('what can be read', () => {
  it('comes out as it went in: PNG, SVG, base58, one bit of a list', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.boolean(), (given, compressed) => {
        const wellFormed = Buffer.from(given).toString()
        const file = png([bakedText(wellFormed, compressed)])
        expect(readBakedPng(file, 10_000)).toEqual({ kind: 'baked', text: wellFormed })
      }),
    )
    fc.assert(
      fc.property(fc.json(), (given) => {
        fc.pre(!given.includes(']]>') && !given.includes('<!--'))
        expect(readBakedSvg(svg({ inside: given }))).toEqual({ kind: 'baked', text: given.trim() })
      }),
    )
    expect([...(readBase58('z11Ldp') ?? [])].slice(0, 2)).toEqual([0, 0])
  })

  it('keeps JSON as it is when no name stands twice', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const written = JSON.stringify(value)
        fc.pre(!/__proto__|constructor|prototype/.test(written))
        expect(readBoundedJson(written)).toEqual({ kind: 'read', value: JSON.parse(written) })
      }),
    )
  })

  it('never shows a name longer than asked, or with marks that turn the words around it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => {
        const shown = cleanText(name, 20)
        expect([...shown].length).toBeLessThanOrEqual(20)
        expect(shown).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\p{Cc}]/u)
      }),
    )
  })
})
