/** A piece of JSON-LD, with the line of the page it stands on, counted from 1. */
export interface Script {
  readonly json: string
  readonly line: number
}

/**
 * The JSON-LD of a web page: what stands in `<script type="application/ld+json">`. It goes through the page once,
 * whatever stands there: nothing is looked for twice, so that no page takes longer than its length.
 */
export function* scriptsOf(html: string): Generator<Script> {
  const opening = /<script(?=[\s/>])/gi
  const closing = /<\/script/gi
  let line = 1
  let counted = 0
  for (let match = opening.exec(html); match !== null; match = opening.exec(html)) {
    const end = endOfTag(html, opening.lastIndex)
    if (end === -1) return
    const attributes = html.slice(opening.lastIndex, end)
    closing.lastIndex = end
    const close = closing.exec(html)
    const until = close?.index ?? html.length
    if (isJsonLd(attributes)) {
      line += newlinesIn(html, counted, end)
      counted = end
      yield { json: html.slice(end + 1, until), line }
    }
    if (close === null) return
    opening.lastIndex = until
  }
}

/** Where a tag ends; a `>` within quotes does not end it. -1 when nothing does. */
function endOfTag(html: string, from: number): number {
  const sign = /["'>]/g
  sign.lastIndex = from
  for (let match = sign.exec(html); match !== null; match = sign.exec(html)) {
    if (match[0] === '>') return match.index
    const close = html.indexOf(match[0], sign.lastIndex)
    if (close === -1) return -1
    sign.lastIndex = close + 1
  }
  return -1
}

/** No tag has more attributes than this: the rest of a longer one is not looked at. */
const mostCharacters = 2_000

const isJsonLd = (attributes: string) =>
  /(?:^|[\s"'/])type\s{0,9}=\s{0,9}["']?application\/ld\+json\b/i.test(
    attributes.slice(0, mostCharacters),
  )

function newlinesIn(text: string, from: number, until: number): number {
  let count = 0
  for (
    let at = text.indexOf('\n', from);
    at !== -1 && at < until;
    at = text.indexOf('\n', at + 1)
  ) {
    count += 1
  }
  return count
}
