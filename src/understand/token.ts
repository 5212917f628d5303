/** A word, a number or a sign of a message, folded for comparing. */
export interface Token {
  readonly kind: 'word' | 'number' | 'sign'
  /** Lower case, without accents and apostrophes; the digits of a number; one sign. */
  readonly text: string
  /** Whether a space, or the beginning of the message, is before it. */
  readonly apart: boolean
}

/** Messages are read to this length; chat apps allow about 4,000 characters. */
const charactersRead = 8_000

/** English short forms that hide a word that patterns ask for. */
const shortForms: Readonly<Record<string, string>> = { ll: 'will', re: 'are', ve: 'have' }

const letter = 1
const digit = 2
const space = 3
const apostrophe = 4
const sign = 5

const isLetter = /\p{L}|\p{M}/u
const isDigit = /\p{Nd}/u

function kindOf(character: string): number {
  const code = character.charCodeAt(0)
  if (code < 128) {
    if (code >= 97 && code <= 122) return letter
    if (code >= 48 && code <= 57) return digit
    if (code === 32 || (code >= 9 && code <= 13)) return space
    return code === 39 || code === 96 ? apostrophe : sign
  }
  if (code === 0x2019 || code === 0x2018 || code === 0xb4) return apostrophe
  if (isLetter.test(character)) return letter
  if (isDigit.test(character)) return digit
  return /\s/u.test(character) ? space : sign
}

/** Lower case, without accents: "Één" is "een". */
export function fold(text: string): string {
  const lower = text.toLowerCase()
  for (let index = 0; index < lower.length; index += 1) {
    if (lower.charCodeAt(index) > 127) return lower.normalize('NFKD').replace(/\p{M}/gu, '')
  }
  return lower
}

/**
 * Cuts a message into words, numbers and signs, in one pass over its characters.
 *
 * "3rd" and "Feb13" become a number and a word that are not apart; "foto's" becomes `fotos`, "I'll"
 * becomes `i` and `will`.
 */
export function tokenize(message: string): readonly Token[] {
  const text = fold(message.length > charactersRead ? message.slice(0, charactersRead) : message)
  const tokens: Token[] = []
  let apart = true
  let index = 0
  while (index < text.length) {
    const first = text[index] ?? ''
    const kind = kindOf(first)
    if (kind === letter) {
      const [words, end] = readWord(text, index)
      for (const word of words) {
        tokens.push({ kind: 'word', text: word, apart })
        apart = true
      }
      index = end
      apart = false
    } else if (kind === digit) {
      let end = index + 1
      while (end < text.length && kindOf(text[end] ?? '') === digit) end += 1
      tokens.push({ kind: 'number', text: text.slice(index, end), apart })
      index = end
      apart = false
    } else {
      if (kind === sign) tokens.push({ kind: 'sign', text: first, apart })
      if (kind !== apostrophe) apart = kind === space
      if (first === '\n') tokens.push({ kind: 'sign', text: '.', apart: true })
      index += 1
    }
  }
  return tokens
}

function readWord(text: string, start: number): readonly [readonly string[], number] {
  let word = ''
  let end = start
  while (end < text.length) {
    const character = text[end] ?? ''
    const kind = kindOf(character)
    if (kind === letter) word += character
    else if (kind !== apostrophe || kindOf(text[end + 1] ?? ' ') !== letter) break
    else {
      const short = shortForms[text.slice(end + 1, end + 3)]
      if (short !== undefined && kindOf(text[end + 3] ?? ' ') !== letter) {
        return [[word, short], end + 3]
      }
    }
    end += 1
  }
  return [[word], end]
}
