import { isDeepStrictEqual } from 'node:util'
import { endorsementContext } from '../badges/credential.ts'

/**
 * Tells whether a JSON-LD document is written in the plain terms of its contexts, so that reading it
 * as JSON gives what was signed. JSON-LD lets the same statements be written in other ways: a status
 * under its full address keeps the signature whole and would not be seen by whoever looks for
 * `credentialStatus` (W3C VC Data Integrity 1.0, section 2.4.1 and 5.2). Contexts of the document's
 * own, and keywords that move statements elsewhere, are told apart for the same reason: all but the one that our
 * badges with endorsements bring, word for word 1EdTech's own.
 */
export function isPlainlyWritten(document: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(document).every(([name, value]) =>
    name === '@context' ? isKnownContext(value) : isPlainTerm(name) && isPlainValue(value),
  )
}

const valueKeywords = ['@value', '@language', '@direction', '@type']

const isPlainTerm = (name: string) => /^[^@:/][^:/]*$/.test(name)

const isKnownContext = (value: unknown): boolean =>
  [value]
    .flat()
    .every((each) => typeof each === 'string' || isDeepStrictEqual(each, endorsementContext))

function isPlainValue(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isPlainValue)
  if (typeof value !== 'object' || value === null) return true
  const isTaggedText = '@value' in value
  return Object.entries(value).every(([name, inner]) =>
    isTaggedText ? valueKeywords.includes(name) : isPlainTerm(name) && isPlainValue(inner),
  )
}
