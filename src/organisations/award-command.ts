/** The words of `/award <code> <badge> "<note>"`, as far as they were given. */
export interface AwardCommand {
  readonly code: string | null
  /** The badge in quotes, or every word up to the note: names of several words need no quotes. */
  readonly badge: string | null
  /** What stands in quotes after the badge. */
  readonly note: string | null
}

/** Longest note that is kept, in characters. */
export const longestNoteCharacters = 300

/** No badge has a longer name; each reading is looked up, and somebody may type thousands of words. */
const mostBadgeWords = 12

const quotes = /[“”„‟«»"]/g
const codeFirst = /^(\p{L}+[\s\-–—_.]*\d{4}|\S+)\s*([\s\S]*)$/u

/**
 * Reads what a worker typed after `/award`.
 *
 * @example readAwardCommand('TULP-4821 eerste-stap "was there all morning"')
 * // { code: 'TULP-4821', badge: 'eerste-stap', note: 'was there all morning' }
 */
export function readAwardCommand(typed: string): AwardCommand {
  const straight = typed.replace(quotes, '"').trim()
  const [, code = '', rest = ''] = codeFirst.exec(straight) ?? []
  if (code === '') return { code: null, badge: null, note: null }
  const parts = rest.split('"').map((part) => part.trim())
  const [unquoted = '', quoted = '', ...others] = parts
  // `/award CODE "eerste stap" "note"`: with nothing before the first quote, it holds the badge.
  const [badge, note] =
    unquoted === '' ? [quoted, others.join(' ')] : [unquoted, [quoted, ...others].join(' ')]
  return {
    code,
    badge: badge.trim() || null,
    note: note.trim().slice(0, longestNoteCharacters) || null,
  }
}

/**
 * Ways to read where a badge's name ends and a note without quotes begins, longest name first:
 * `eerste stap was er al` is tried as a badge of five words, of four, and so on.
 */
export function badgeAndNoteReadings(
  command: AwardCommand,
): readonly { readonly badge: string; readonly note: string | null }[] {
  if (command.badge === null) return []
  const words = command.badge.split(/\s+/)
  const longest = Math.min(words.length, mostBadgeWords)
  return Array.from({ length: longest }, (_, index) => {
    const count = longest - index
    // Each word of the note has a letter and a space at the least: no more of them can be kept.
    const rest = words.slice(count, count + longestNoteCharacters).join(' ')
    const note = [rest, command.note ?? ''].filter((part) => part !== '').join(' ')
    return {
      badge: words.slice(0, count).join(' '),
      note: note.slice(0, longestNoteCharacters) || null,
    }
  })
}

/** Writes what {@link readAwardCommand} reads; quotes inside a note become single ones. */
export function writeAwardCommand(command: {
  readonly code: string
  readonly badge: string
  readonly note: string
}): string {
  const note = command.note.replace(quotes, "'").trim()
  return [command.code, `"${command.badge}"`, ...(note === '' ? [] : [`"${note}"`])].join(' ')
}
