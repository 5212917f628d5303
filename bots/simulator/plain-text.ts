/** Takes the mark-up of Telegram's HTML out, as the app does when it shows it. */
export function withoutMarkup(html: string): string {
  return unescaped(html.replace(/<\/?b>/g, ''))
}

/** Takes Slack's or WhatsApp's stars for bold out. */
export function withoutStars(text: string): string {
  return text.replace(/^\*(.+)\*$/gm, '$1')
}

/** Turns the escaped characters of HTML, which Slack has as well, back into themselves. */
export function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}

/** The lines that have words in them. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
