/** A component of a calendar as it is written, and where. */
export interface CalendarComponent {
  readonly name: 'VEVENT' | 'VTIMEZONE'
  readonly text: string
  /** The line it begins on, counted from 1. */
  readonly line: number
}

const ends = { VEVENT: /^END:VEVENT\s*$/i, VTIMEZONE: /^END:VTIMEZONE\s*$/i } as const

/** A longer event is no event of a city. */
const mostCharacters = 200_000

/**
 * Cuts a calendar (RFC 5545, section 3.4) into its events and time zones as it comes in, so that a large one
 * need not be held. What is in between is left out, and so is a component that is never ended.
 */
export async function* calendarComponents(
  text: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<CalendarComponent> {
  let open: { name: CalendarComponent['name']; lines: string[]; line: number } | null = null
  let characters = 0
  let number = 0
  for await (const line of linesOf(text)) {
    number += 1
    const begins = /^BEGIN:(VEVENT|VTIMEZONE)\s*$/i.exec(line)?.[1]?.toUpperCase()
    if (open === null && (begins === 'VEVENT' || begins === 'VTIMEZONE')) {
      open = { name: begins, lines: [], line: number }
      characters = 0
    }
    if (open === null) continue
    characters += line.length
    // The rest is read over, until its end.
    if (characters <= mostCharacters) open.lines.push(line)
    if (ends[open.name].test(line)) {
      const ended = characters <= mostCharacters ? open.lines : []
      yield { name: open.name, text: ended.join('\r\n'), line: open.line }
      open = null
    }
  }
}

async function* linesOf(text: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of text) {
    const lines = (rest + chunk).split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    // Without a line's end in sight it is no calendar.
    if (rest.length > mostCharacters) rest = ''
    yield* lines
  }
  if (rest !== '') yield rest
}
