// How one message looks: words, pictures, buttons and lists. Each app's own look is in apps.css.

const linkPattern = /https?:\/\/[^\s]+[^\s.,)]/g
const words = JSON.parse(document.body.dataset.words)
const time = new Intl.DateTimeFormat(document.documentElement.lang, {
  hour: '2-digit',
  minute: '2-digit',
})

/** Makes an element; text is put in as text, never as HTML. */
export const make = (tag, className, ...content) => {
  const element = document.createElement(tag)
  if (className) element.className = className
  element.append(...content)
  return element
}

/** Words with their addresses as links, which open beside this page. */
const withLinks = (text) => {
  const content = []
  let from = 0
  for (const match of text.matchAll(linkPattern)) {
    const link = make('a', '', match[0])
    link.href = match[0]
    link.target = '_blank'
    link.rel = 'noopener'
    content.push(text.slice(from, match.index), link)
    from = match.index + match[0].length
  }
  return [...content, text.slice(from)]
}

const paragraphOf = (lines) => {
  const paragraph = make('p', '')
  for (const [index, { text, isBold }] of lines.entries()) {
    if (index > 0) paragraph.append(make('br'))
    paragraph.append(...(isBold ? [make('strong', '', ...withLinks(text))] : withLinks(text)))
  }
  return paragraph
}

const pictureOf = ({ url, alternative }) => {
  const { pathname, search } = new URL(url)
  const picture = make('img')
  picture.src = pathname + search
  picture.alt = alternative ?? words.picture
  picture.width = 200
  picture.height = 200
  return picture
}

const buttonOf = (message, { label }, press) => {
  const button = make('button', '', label)
  button.type = 'button'
  button.addEventListener('click', () => press(label, message.id))
  return button
}

const rowOf = (message, buttons, press) =>
  make('div', 'row', ...buttons.map((button) => buttonOf(message, button, press)))

/** Choices behind one button, as a sheet that rises from below. */
const listOf = (message, { opener, items }, press) => {
  const list = make('details', 'list', make('summary', '', opener))
  const sheet = make('div', 'sheet')
  for (const item of items) {
    const button = buttonOf(message, item, press)
    button.addEventListener('click', () => list.removeAttribute('open'))
    sheet.append(button)
  }
  list.append(sheet)
  list.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return
    list.removeAttribute('open')
    list.querySelector('summary').focus()
  })
  return list
}

const elementsOf = (part) => {
  switch (part.kind) {
    case 'text':
      return part.paragraphs.map(paragraphOf)
    case 'picture':
      return [pictureOf(part)]
    case 'attachment':
      return [make('p', 'attachment', part.fileName ?? words.attachments[part.attachment])]
    default:
      return []
  }
}

/** Buttons stand under the bubble, where the app does so, or between the words. */
const choicesOf = (message, part, press) => {
  if (part.kind === 'buttons') {
    return make('div', 'choices', ...part.rows.map((row) => rowOf(message, row, press)))
  }
  return part.kind === 'list' ? make('div', 'choices', listOf(message, part, press)) : null
}

/**
 * Makes a message.
 *
 * @param press is called with the label of a button and the id of its message.
 */
export const messageOf = (message, press) => {
  const isBot = message.from === 'bot'
  const whole = make('article', `message ${message.from}`)
  const sender = make('p', 'sender', make('strong', '', isBot ? 'Stapje' : words.you))
  const avatar = make('span', 'avatar', isBot ? 'S' : words.you.slice(0, 1))
  avatar.setAttribute('aria-hidden', 'true')
  const at = make('time', '', time.format(new Date(message.at)))
  at.dateTime = message.at
  sender.append(' ', at)
  whole.append(avatar, sender)
  let bubble = null
  for (const part of message.parts) {
    const choices = choicesOf(message, part, press)
    if (choices !== null) {
      whole.append(choices)
      bubble = null
      continue
    }
    if (bubble === null) {
      bubble = make('div', 'bubble')
      whole.append(bubble)
    }
    bubble.append(...elementsOf(part))
  }
  whole.querySelector('.bubble')?.append(at.cloneNode(true))
  return whole
}

/** Three dots, while the other is at work. What is read aloud is the answer itself. */
export const typingDots = () => {
  const dots = make('div', 'typing', make('i'), make('i'), make('i'))
  dots.setAttribute('aria-hidden', 'true')
  return dots
}

export const faultLine = () => make('p', 'fault', words.failed)

/** What stands under the name while the other is at work. */
export const typingWords = words.sending
