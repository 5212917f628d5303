import { linesOfForm, type PhoneMessage, type PhonePart } from './phones.ts'

/**
 * What a phone shows, in lines: the words as they are, `[label]` for each button, `(words)` for a
 * picture, or `(picture)` where the platform kept no words for it.
 */
export function linesOnScreen(messages: readonly PhoneMessage[]): readonly string[] {
  return messages.flatMap(({ parts }) => parts.flatMap(linesOfPart))
}

function linesOfPart(part: PhonePart): readonly string[] {
  switch (part.kind) {
    case 'text':
      return part.paragraphs.flat().map(({ text }) => text)
    case 'attachment':
      return [`(${part.fileName ?? part.attachment})`]
    case 'picture':
      return [`(${part.alternative ?? 'picture'})`]
    case 'buttons':
      return part.rows.flat().map(({ label }) => `[${label}]`)
    case 'list':
      return part.items.map(({ label }) => `[${label}]`)
    case 'form':
      return [...linesOfForm(part), ...(part.submit === null ? [] : [`[${part.submit}]`])]
  }
}
