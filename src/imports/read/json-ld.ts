import { readBoundedJson } from '../../verification/files/bounded-json.ts'
import { bad, type ImportItem, type ReadingContext } from '../item.ts'
import { decodeText } from './decode.ts'
import { itemsOfDocument } from './schema-document.ts'
import { scriptsOf } from './scripts.ts'

/** Such a document is read as a whole; a larger one is no page of a city. */
const mostTextCharacters = 50_000_000

/**
 * Reads schema.org in JSON-LD: a file, or what stands in `<script type="application/ld+json">` of a web page.
 * `Event` and all kinds of it, `EventSeries` and `Course` with what they consist of, by `@graph`, lists and
 * references. What else there is on a page is left out.
 */
export async function* readJsonLd(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  context: ReadingContext,
): AsyncGenerator<ImportItem> {
  let text = ''
  for await (const part of decodeText(bytes)) {
    text += part
    if (text.length > mostTextCharacters) {
      yield bad({ kind: 'line', line: 1 }, 'notReadable', 'too large')
      return
    }
  }
  const start = text.trimStart().charAt(0)
  const documents = start === '{' || start === '[' ? [{ json: text, line: 1 }] : scriptsOf(text)
  for (const { json, line } of documents) {
    const read = readBoundedJson(json)
    if (read.kind === 'fault') yield bad({ kind: 'line', line }, 'notReadable', read.code)
    else yield* itemsOfDocument(read.value, line, context)
  }
}
