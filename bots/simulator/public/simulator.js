// What the phones on the page do: they show what the service sends, and send what people type and press.

const linkPattern = /https?:\/\/[^\s]+[^\s.,)]/g
const codePattern = /\b[A-Z]{3,10}-\d{4}\b/
const phones = new Map(
  [...document.querySelectorAll('.phone')].map((phone) => [phone.dataset.channel, phone]),
)
let learnerCode = null

const make = (tag, className, text) => {
  const element = document.createElement(tag)
  if (className) element.className = className
  if (text !== undefined) element.textContent = text
  return element
}

const roleOf = (phone) => phone.querySelector('[data-role][aria-pressed="true"]').dataset.role

const screenOf = (phone, role) => phone.querySelector(`[data-screen="${role}"]`)

/** A line of text, with its addresses as links. */
const lineOf = (text) => {
  const line = make('p')
  let from = 0
  for (const match of text.matchAll(linkPattern)) {
    line.append(text.slice(from, match.index))
    const link = make('a', '', match[0])
    link.href = match[0]
    link.target = '_blank'
    link.rel = 'noopener'
    line.append(link)
    from = match.index + match[0].length
  }
  line.append(text.slice(from))
  return line
}

const act = async (phone, action) => {
  const role = roleOf(phone)
  const response = await fetch('/simulator/act', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ channel: phone.dataset.channel, role, ...action }),
  }).catch(() => null)
  const { answered = 0 } = response?.ok ? await response.json() : {}
  if (answered < 200 || answered >= 300) {
    screenOf(phone, role).append(make('p', 'fault', phone.dataset.failed))
  }
}

const show = (phone, role, message) => {
  const screen = screenOf(phone, role)
  screen.querySelector('.hint')?.remove()
  screen.querySelector('.typing')?.remove()
  const bubble = make('article', `bubble ${message.from}`)
  if (message.pictureUrl !== null) {
    const picture = make('img')
    picture.src = new URL(message.pictureUrl).pathname
    picture.alt = phone.dataset.picture
    picture.width = 144
    picture.height = 144
    bubble.append(picture)
  }
  bubble.append(...message.lines.map(lineOf))
  screen.append(bubble)
  if (message.buttons.length > 0) {
    const row = make('div', 'choices')
    for (const { label } of message.buttons) {
      const button = make('button', '', label)
      button.type = 'button'
      button.addEventListener('click', () => void act(phone, { kind: 'press', label }))
      row.append(button)
    }
    screen.append(row)
  }
  if (message.from === 'person') {
    screen.append(make('p', 'typing', phone.dataset.sending))
  } else if (role === 'learner') {
    learnerCode = codePattern.exec(message.lines.join(' '))?.[0] ?? learnerCode
  }
  screen.scrollTop = screen.scrollHeight
}

for (const phone of phones.values()) {
  phone.addEventListener('click', (event) => {
    const button = event.target.closest('button')
    if (!button) return
    const { role, say, send } = button.dataset
    if (role) {
      for (const other of phone.querySelectorAll('[data-role]')) {
        other.setAttribute('aria-pressed', String(other === button))
      }
      for (const screen of phone.querySelectorAll('[data-screen]')) {
        screen.hidden = screen.dataset.screen !== role
        screen.scrollTop = screen.scrollHeight
      }
      for (const tries of phone.querySelectorAll('[data-tries]')) {
        tries.hidden = tries.dataset.tries !== role
      }
    } else if (say) {
      const field = phone.querySelector('input')
      // A worker's command needs the learner's code: the last one seen on the page.
      field.value = say.replace('TULP-4821', learnerCode ?? 'TULP-4821')
      field.focus()
    } else if (send) {
      void act(phone, { kind: 'send', attachment: send })
    }
  })
  phone.querySelector('form').addEventListener('submit', (event) => {
    event.preventDefault()
    const field = phone.querySelector('input')
    const text = field.value
    if (text.trim() === '') return
    field.value = ''
    void act(phone, { kind: 'say', text })
  })
}

new EventSource('/simulator/events').addEventListener('message', ({ data }) => {
  const event = JSON.parse(data)
  if (event.ready) return document.body.setAttribute('data-ready', '')
  const { channel, role, message } = event
  const shown = `${channel} ${role} ${message.id}`
  // After a lost connection all messages come once more.
  if (seen.has(shown)) return
  seen.add(shown)
  show(phones.get(channel), role, message)
})
const seen = new Set()
