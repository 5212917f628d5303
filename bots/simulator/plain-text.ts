/** A line as a phone shows it. */
export interface PhoneLine {
  readonly text: string
  readonly isBold: boolean
}

/** Lines with no empty line between them. */
export type PhoneParagraph = readonly PhoneLine[]

/** Reads plain text, as people type it. */
export function readPlain(text: string): readonly PhoneParagraph[] {
  return paragraphsOf(text, (line) => ({ text: line, isBold: false }))
}

/** Reads the bold lines and the escaped characters of Telegram's HTML, as the app shows them. */
export function readHtml(html: string): readonly PhoneParagraph[] {
  return paragraphsOf(html, (line) => ({
    text: unescaped(line.replace(/<[^>]*>/g, '')),
    isBold: /^<(b|strong)>[\s\S]*<\/\1>$/.test(line),
  }))
}

/** Reads WhatsApp's stars around a bold line. */
export function readStars(text: string): readonly PhoneParagraph[] {
  return paragraphsOf(text, (line) => {
    const bold = /^\*(\S|\S.*\S)\*$/.exec(line)?.[1]
    return { text: bold ?? line, isBold: bold !== undefined }
  })
}

/** Reads Slack's mrkdwn: stars around a bold line, links, and three escaped characters. */
export function readMrkdwn(text: string): readonly PhoneParagraph[] {
  const spoken = text.replace(
    /<([^<>|]*)(?:\|([^<>]*))?>/g,
    (_, target: string, words = target) => words,
  )
  return readStars(spoken).map((lines) =>
    lines.map((line) => ({ ...line, text: unescaped(line.text) })),
  )
}

/** Turns the escaped characters of HTML, which Slack has as well, back into themselves. */
export function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}

function paragraphsOf(text: string, read: (line: string) => PhoneLine): readonly PhoneParagraph[] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) =>
      paragraph
        .split('\n')
        .map((line) => read(line.trim()))
        .filter((line) => line.text !== ''),
    )
    .filter((lines) => lines.length > 0)
}
