import { unescaped } from '../plain-text.ts'

/** Tags of the Bot API's HTML mode; any other is refused. */
const knownTags = [
  ...['b', 'strong', 'i', 'em', 'u', 'ins', 's', 'strike', 'del', 'code', 'pre', 'a', 'span'],
  ...['blockquote', 'tg-spoiler', 'tg-emoji', 'tg-time'],
]

/** A text as Telegram reads it: its words, or what the Bot API says is wrong with it. */
export type ReadHtml =
  | { readonly kind: 'read'; readonly text: string }
  | { readonly kind: 'wrong'; readonly description: string }

const wrong = (what: string): ReadHtml => ({
  kind: 'wrong',
  description: `can't parse entities: ${what}`,
})

/** Reads the HTML of a message as the Bot API does; offsets are in bytes, as in its descriptions. */
export function readTelegramHtml(html: string): ReadHtml {
  const open: string[] = []
  let text = ''
  let from = 0
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', from)) {
    text += html.slice(from, at)
    const offset = Buffer.byteLength(html.slice(0, at))
    const end = html.indexOf('>', at)
    if (end === -1) return wrong(`Unclosed start tag at byte offset ${offset}`)
    const [, slash, name = ''] = /^(\/?)([^\s>]*)/.exec(html.slice(at + 1, end)) ?? []
    const tag = name.toLowerCase()
    if (slash === '/') {
      const expected = open.pop()
      if (expected === undefined) return wrong(`Unexpected end tag at byte offset ${offset}`)
      if (tag !== expected) {
        return wrong(
          `Unmatched end tag at byte offset ${offset}, expected "</${expected}>", found "</${tag}>"`,
        )
      }
    } else {
      if (!knownTags.includes(tag)) {
        return wrong(`Unsupported start tag "${tag}" at byte offset ${offset}`)
      }
      open.push(tag)
    }
    from = end + 1
  }
  const left = open.at(-1)
  if (left !== undefined) return wrong(`Can't find end tag corresponding to start tag "${left}"`)
  return { kind: 'read', text: unescaped(text + html.slice(from)).trim() }
}
