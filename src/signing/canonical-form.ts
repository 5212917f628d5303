import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import type { DocumentLoader } from './document-loader.ts'

/**
 * What differs from badge to badge, by its place in the document. Everything else is the same for
 * everybody who gets it, so its canonical form is worked out once (it takes some ten milliseconds).
 */
const varying: readonly (readonly string[])[] = [
  ['id'],
  ['validFrom'],
  ['awardedDate'],
  ['created'],
  ['credentialSubject', 'id'],
  ['credentialSubject', 'encodedList'],
  ['credentialStatus', 'id'],
  ['credentialStatus', 'statusListIndex'],
]

/** Stands in N-Quads as it stands in the document, in an address and in a literal alike. */
const plain = /^[\w:/.#+-]+$/

const markOf = (index: number) =>
  `urn:uuid:5ca1ab1e-57ac-4a9e-8f00-${String(index).padStart(12, '0')}`
const anyMark = /urn:uuid:5ca1ab1e-57ac-4a9e-8f00-(\d{12})/g
const blankNode = /_:c14n\d+/g

/** Forms kept in memory: one for each achievement and language, and for each key. */
const keptForms = 1_000

/** Lines with marks in them; null for what has to be worked out each time. */
const forms = new Map<string, Promise<readonly Line[] | null>>()

interface Line {
  readonly text: string
  readonly varies: boolean
}

/**
 * Gives the canonical N-Quads of a document in safe mode (RDF Dataset Canonicalization 1.0): the same
 * as the library, from memory where a document differs from an earlier one only in what varies.
 *
 * @throws what the library throws, such as for a term that no context defines.
 */
export async function canonicalForm(
  document: object,
  options: { readonly documentLoader: DocumentLoader },
): Promise<string> {
  const slowly = () => cryptosuite.canonize(document, options)
  const { marked, values } = mark(document)
  const key = JSON.stringify(marked)
  // Somebody's words with one of our marks in them: never seen, and worked out as it is.
  if ([...key.matchAll(anyMark)].length !== values.length) return slowly()
  const lines = await formOf(key, () => cryptosuite.canonize(marked, options))
  if (lines === null) return slowly()
  const filled = lines.map(({ text, varies }) =>
    varies ? text.replace(anyMark, (_, index: string) => values[Number(index)] ?? '') : text,
  )
  // A line may come twice once it is filled in, and a dataset is a set.
  return `${[...new Set(filled)].sort().join('\n')}\n`
}

function formOf(key: string, workOut: () => Promise<string>): Promise<readonly Line[] | null> {
  const known = forms.get(key)
  if (known !== undefined) return known
  if (forms.size >= keptForms) forms.clear()
  const form = workOut().then(linesToFill)
  forms.set(key, form)
  form.catch(() => forms.delete(key))
  return form
}

/**
 * The lines of a form that can be filled in. The labels of blank nodes follow from the lines they are
 * in: with more than one of them, none may stand in a line that varies.
 */
function linesToFill(nQuads: string): readonly Line[] | null {
  const lines = nQuads.trimEnd().split('\n')
  const blankNodes = new Set(nQuads.match(blankNode) ?? [])
  const marked = lines.map((text) => ({ text, varies: text.search(anyMark) >= 0 }))
  const depends = marked.some(({ text, varies }) => varies && text.search(blankNode) >= 0)
  return blankNodes.size > 1 && depends ? null : marked
}

/** Puts marks in place of what varies. */
function mark(document: object): { readonly marked: object; readonly values: readonly string[] } {
  const values: string[] = []
  const markIn = (part: object, under: readonly string[]): object =>
    Object.fromEntries(
      Object.entries(part).map(([name, value]: [string, unknown]) => {
        const path = [...under, name]
        if (typeof value === 'string' && isVarying(path) && plain.test(value)) {
          values.push(value)
          return [name, markOf(values.length - 1)]
        }
        const goesOn = isVaryingUnder(path) && isRecord(value)
        return [name, goesOn ? markIn(value, path) : value]
      }),
    )
  return { marked: markIn(document, []), values }
}

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isVarying = (path: readonly string[]) =>
  varying.some((each) => each.length === path.length && each.every((name, at) => name === path[at]))
const isVaryingUnder = (path: readonly string[]) =>
  path.length === 1 && varying.some((each) => each.length > 1 && each[0] === path[0])
