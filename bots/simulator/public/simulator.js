// The phones on the page: they show what the service sends, and send what people type and press.

import { faultLine, messageOf, typingDots, typingWords } from './messages.js'

const codePattern = /\b[A-Z]{3,10}-\d{4}\b/
const exampleCode = 'TULP-4821'
/** After this long without an answer nobody is typing. */
const typingMilliseconds = 8000

const phones = new Map(
  [...document.querySelectorAll('.phone')].map((phone) => [phone.dataset.channel, phone]),
)
const seen = new Set()
/** The learner's code on each phone, and the last one seen on any. */
const codes = new Map()
let lastCode = null

const roleOf = (phone) => phone.querySelector('[data-role][aria-pressed="true"]').dataset.role
const screenOf = (phone, role) => phone.querySelector(`[data-screen="${role}"]`)
const fieldOf = (phone) => phone.querySelector('input[name="text"]')
const codeFor = (phone) => codes.get(phone) ?? lastCode
const withCode = (phone, text) => text.replace(exampleCode, codeFor(phone) ?? exampleCode)

const scrollDown = (screen) => {
  screen.scrollTop = screen.scrollHeight
}

const stopTyping = (phone, role) => {
  screenOf(phone, role).querySelector('.typing')?.remove()
  const about = phone.querySelector('[data-about]')
  about.textContent = about.dataset.about
}

const startTyping = (phone, role) => {
  stopTyping(phone, role)
  const screen = screenOf(phone, role)
  const dots = typingDots()
  screen.append(dots)
  if (roleOf(phone) === role) phone.querySelector('[data-about]').textContent = typingWords
  setTimeout(() => dots.isConnected && stopTyping(phone, role), typingMilliseconds)
}

const act = async (phone, action) => {
  const role = roleOf(phone)
  const response = await fetch('/simulator/act', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ channel: phone.dataset.channel, role, ...action }),
  }).catch(() => null)
  const { answered = 0 } = response?.ok ? await response.json() : {}
  if (answered >= 200 && answered < 300) return
  stopTyping(phone, role)
  screenOf(phone, role).querySelector('.log').append(faultLine())
  scrollDown(screenOf(phone, role))
}

const keepCode = (phone, message) => {
  const [code] = codePattern.exec(message.lines.join(' ')) ?? []
  if (code === undefined) return
  codes.set(phone, code)
  lastCode = code
  for (const each of phones.values()) showCode(each)
}

/** A youth worker asks the learner for the code: here it is on the worker's phone. */
const showCode = (phone) => {
  const code = codeFor(phone)
  const line = phone.querySelector('.code')
  line.hidden = code === null || roleOf(phone) !== 'worker'
  line.querySelector('output').textContent = code ?? ''
  for (const button of phone.querySelectorAll('[data-say^="/"]')) {
    button.textContent = withCode(phone, button.dataset.say)
  }
}

const show = ({ channel, role, message }, isLive) => {
  const phone = phones.get(channel)
  const screen = screenOf(phone, role)
  screen.querySelector('.hint')?.remove()
  const press = (label, messageId) => void act(phone, { kind: 'press', label, messageId })
  screen.querySelector('.log').append(messageOf(message, press))
  if (message.from === 'bot') {
    stopTyping(phone, role)
    if (role === 'learner') keepCode(phone, message)
  } else if (isLive) {
    startTyping(phone, role)
  }
  scrollDown(screen)
}

const chooseRole = (phone, role) => {
  for (const button of phone.querySelectorAll('[data-role]')) {
    button.setAttribute('aria-pressed', String(button.dataset.role === role))
  }
  for (const screen of phone.querySelectorAll('[data-screen]')) {
    screen.hidden = screen.dataset.screen !== role
    scrollDown(screen)
  }
  for (const tries of phone.querySelectorAll('[data-tries]')) {
    tries.hidden = tries.dataset.tries !== role
  }
  stopTyping(phone, role)
  showCode(phone)
}

/** Commands that begin as what is typed; none once their rest is being typed. */
const showCommands = (phone) => {
  const typed = fieldOf(phone).value.trimStart().toLowerCase()
  const list = phone.querySelector('.commands')
  for (const button of list.querySelectorAll('button')) {
    const { command } = button.dataset
    const word = command.split(' ').at(-1).replace(/^\//, '')
    const begins = command.startsWith(typed) || `/${word}`.startsWith(typed)
    button.parentElement.hidden = !(typed.startsWith('/') && begins)
  }
  list.hidden = list.querySelector('li:not([hidden])') === null
}

const putInField = (phone, text) => {
  const field = fieldOf(phone)
  field.value = text
  field.focus()
  showCommands(phone)
}

const onClick = (phone, { target }) => {
  for (const open of phone.querySelectorAll('details[open]')) {
    if (!open.contains(target)) open.removeAttribute('open')
  }
  const button = target.closest('button')
  if (button === null) return
  const { role, say, send, command } = button.dataset
  if (role) {
    chooseRole(phone, role)
  } else if (command) {
    putInField(phone, `${command} `)
  } else if (say?.startsWith('/')) {
    // A command needs the learner's code, so it can be looked at before it goes.
    putInField(phone, withCode(phone, say))
  } else if (say) {
    void act(phone, { kind: 'say', text: say })
  } else if (send) {
    phone.querySelector('.attach').removeAttribute('open')
    void act(phone, { kind: 'send', attachment: send })
  }
}

const sendFile = (phone, picker) => {
  const [file] = picker.files
  if (file === undefined) return
  const reader = new FileReader()
  reader.addEventListener('load', () => {
    const base64 = reader.result.slice(reader.result.indexOf(',') + 1)
    void act(phone, { kind: 'sendFile', name: file.name, mediaType: file.type, base64 })
  })
  reader.readAsDataURL(file)
  // The same file can be sent once more.
  picker.value = ''
  phone.querySelector('.attach').removeAttribute('open')
}

for (const phone of phones.values()) {
  phone.addEventListener(
    'change',
    ({ target }) => target.type === 'file' && sendFile(phone, target),
  )
  phone.addEventListener('click', (event) => onClick(phone, event))
  phone.addEventListener('input', () => showCommands(phone))
  phone.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return
    phone.querySelector('.commands').hidden = true
    phone.querySelector('.attach').removeAttribute('open')
  })
  phone.querySelector('form').addEventListener('submit', (event) => {
    event.preventDefault()
    const field = fieldOf(phone)
    const text = field.value
    if (text.trim() === '') return
    field.value = ''
    showCommands(phone)
    void act(phone, { kind: 'say', text })
  })
}

// On a narrow screen one phone is in view: its tab is marked.
const markTab = (entries) => {
  for (const { target, isIntersecting } of entries) {
    const tab = document.querySelector(`[data-tab="${target.dataset.channel}"]`)
    if (isIntersecting) tab.setAttribute('aria-current', 'true')
    else tab.removeAttribute('aria-current')
  }
}
const inView = new IntersectionObserver(markTab, { threshold: 0.6 })
for (const phone of phones.values()) inView.observe(phone)

let isLive = false
new EventSource('/simulator/events').addEventListener('message', ({ data }) => {
  const event = JSON.parse(data)
  if (event.ready) {
    isLive = true
    document.body.setAttribute('data-ready', '')
    return
  }
  // After a lost connection all messages come once more.
  if (seen.has(event.message.id)) return
  seen.add(event.message.id)
  show(event, isLive)
})
