/** Something a person does in a transcript. */
export type Action =
  | { readonly kind: 'says'; readonly text: string }
  | { readonly kind: 'presses'; readonly label: string }
  | { readonly kind: 'sends'; readonly what: string; readonly caption: string }
  /** Sends a file by its name among those that the test has. */
  | { readonly kind: 'sendsFile'; readonly name: string; readonly caption: string }
  /** Opens a form by its shortcut, at a message with these words if there are any. */
  | { readonly kind: 'opens'; readonly shortcut: string; readonly atWords: string }
  /** Fills in the form on the screen and sends it. */
  | { readonly kind: 'fills'; readonly answers: readonly string[] }
  /** Does nothing, and reads what came meanwhile. */
  | { readonly kind: 'reads' }
  /** Looks, and finds that nothing came. */
  | { readonly kind: 'readsNothing' }

/** One step of a transcript: who does what, and lines that must follow, in this order. */
export interface Step {
  readonly line: number
  readonly who: string
  readonly action: Action
  readonly expected: readonly string[]
}

const actionLine = /^(\w+)(?: (presses|sends|opens|fills|reads))?: ?(.*)$/

/**
 * Reads a transcript. A line at the margin is what a person does; the indented lines under it are
 * read on that person's phone, in this order, with others allowed in between:
 *
 *     learner: Wat kan ik zaterdag leren?
 *       Ik zocht: zaterdag 28 november.
 *       [Ik kom bij 1]
 *     learner presses: Ik kom bij 1
 *     learner sends: photo "koken zaterdag"
 *     learner sends: file barista.png "mijn badge"
 *     worker opens: give_badge "the words of a message"
 *     worker fills: {code} | Eerste stap | was er al vroeg
 *     learner reads:
 *       Je hebt een badge gekregen …
 *     learner reads: nothing
 *     clock: 2026-11-27 18:05
 *
 * `clock` moves the time on, on the clock of the demo city; what is due then is sent.
 * `…` stands for any words; `{code}` keeps the words it first meets and means them afterwards.
 *
 * @throws {Error} naming the line that is none of these.
 */
export function readTranscript(transcript: string): readonly Step[] {
  const steps: { line: number; who: string; action: Action; expected: string[] }[] = []
  for (const [index, text] of transcript.split('\n').entries()) {
    if (text.trim() === '' || text.startsWith('#')) continue
    if (/^\s/.test(text)) {
      const step = steps.at(-1)
      if (step === undefined) throw new Error(`Line ${index + 1}: nobody did anything yet.`)
      step.expected.push(text.trim())
      continue
    }
    const [, who, verb, rest = ''] = actionLine.exec(text) ?? []
    if (who === undefined) throw new Error(`Line ${index + 1} is not understood: ${text}`)
    steps.push({ line: index + 1, who, action: readAction(verb, rest), expected: [] })
  }
  return steps
}

function readAction(verb: string | undefined, rest: string): Action {
  if (verb === 'presses') return { kind: 'presses', label: rest.trim() }
  if (verb === 'reads') return { kind: rest.trim() === 'nothing' ? 'readsNothing' : 'reads' }
  if (verb === 'fills') {
    return { kind: 'fills', answers: rest.split('|').map((answer) => answer.trim()) }
  }
  if (verb !== 'sends' && verb !== 'opens') return { kind: 'says', text: rest }
  const [, name, words = ''] = /^file (\S+)(?:\s+"(.*)")?$/.exec(rest.trim()) ?? []
  if (verb === 'sends' && name !== undefined) return { kind: 'sendsFile', name, caption: words }
  const [, what = rest.trim(), caption = ''] = /^(\w+)(?:\s+"(.*)")?$/.exec(rest.trim()) ?? []
  return verb === 'opens'
    ? { kind: 'opens', shortcut: what, atWords: caption }
    : { kind: 'sends', what, caption }
}

const escapePattern = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Fills in what earlier lines kept. */
export function fillIn(text: string, kept: ReadonlyMap<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => kept.get(name) ?? whole)
}

/** The words that each `{name}` stands for when the line matches; null when it does not. */
export function matchLine(
  expected: string,
  line: string,
  kept: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> | null {
  const names: string[] = []
  const pattern = fillIn(expected, kept)
    .split(/(…|\{\w+\})/)
    .map((part) => {
      if (part === '…') return '.*'
      const name = /^\{(\w+)\}$/.exec(part)?.[1]
      if (name === undefined) return escapePattern(part)
      names.push(name)
      return '(.+?)'
    })
    .join('')
  const match = new RegExp(`^${pattern}$`).exec(line)
  if (match === null) return null
  return new Map(names.map((name, index) => [name, match[index + 1] ?? '']))
}

/**
 * Finds every expected line among what was read, in order; returns what the lines kept.
 *
 * @throws {Error} showing the line that is missing and everything that was read.
 */
export function matchLines(
  step: Step,
  read: readonly string[],
  kept: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const found = new Map(kept)
  let from = 0
  for (const expected of step.expected) {
    const at = read.findIndex(
      (line, index) => index >= from && matchLine(expected, line, found) !== null,
    )
    if (at === -1) {
      throw new Error(
        `Line ${step.line}, after "${step.who}": did not read\n  ${fillIn(expected, found)}\nbut\n${read.map((line) => `  ${line}`).join('\n')}`,
      )
    }
    for (const [name, words] of matchLine(expected, read[at] ?? '', found) ?? []) {
      found.set(name, words)
    }
    from = at + 1
  }
  return found
}
