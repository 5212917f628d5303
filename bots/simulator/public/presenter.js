// For who shows it to others: a story that plays by itself, platforms in trouble, what is stored.

import { make } from './messages.js'

const { story, tables, empty } = JSON.parse(document.body.dataset.words)
const presenter = document.querySelector('.presenter')
const caption = presenter.querySelector('.caption')
const play = presenter.querySelector('[data-story]')
const playWords = play.textContent
/** The story is played on the first phone. */
const phone = document.querySelector('.phone')

/** Time to read a caption, and to see an answer. */
const readMilliseconds = 2200
/** With no new message for this long, the answer is whole. */
const quietMilliseconds = 1200
const longestMilliseconds = 15_000

/** `?pace=2` in the address plays twice as fast. */
const pace = Number(new URL(location.href).searchParams.get('pace')) || 1
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds / pace))

let playing = false

const screenOf = (who) => phone.querySelector(`[data-screen="${who}"]`)
const answersOn = (who) => screenOf(who).querySelectorAll('.message.bot').length

/** Waits until the service answered and says no more for now. */
const answered = async (who, before) => {
  const start = performance.now()
  let count = before
  let changed = start
  while (performance.now() - start < longestMilliseconds && playing) {
    await pause(100)
    const now = answersOn(who)
    if (now !== count) {
      count = now
      changed = performance.now()
    } else if (count > before && performance.now() - changed > quietMilliseconds / pace) return
  }
}

const typeIn = async (text) => {
  const field = phone.querySelector('input[name="text"]')
  const code = phone.querySelector('.code output').textContent
  const whole = code === '' ? text : text.replace('TULP-4821', code)
  for (let length = 1; length <= whole.length && playing; length += 2) {
    field.value = whole.slice(0, length)
    await pause(30)
  }
  field.value = whole
  phone.querySelector('form').requestSubmit()
}

/** Presses the newest button that begins with these words. */
const press = (who, label) => {
  const buttons = [...screenOf(who).querySelectorAll('.message.bot button')]
  buttons.findLast((button) => button.textContent.startsWith(label))?.click()
}

const playStep = async ({ who, say, press: label, caption: words }) => {
  phone.querySelector(`[data-role="${who}"]`).click()
  caption.textContent = words
  await pause(readMilliseconds)
  if (!playing) return
  const before = answersOn(who)
  if (say) await typeIn(say)
  else if (label) press(who, label)
  else return
  await answered(who, before)
}

const stopStory = () => {
  playing = false
  play.textContent = playWords
}

play.addEventListener('click', async () => {
  if (playing) {
    stopStory()
    caption.textContent = ''
    return
  }
  playing = true
  play.textContent = play.dataset.story
  phone.scrollIntoView({ block: 'nearest', inline: 'center' })
  for (const step of story) if (playing) await playStep(step)
  stopStory()
})

const send = (address, body) =>
  fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

for (const select of presenter.querySelectorAll('[data-trouble]')) {
  select.addEventListener('change', () => {
    const channel = select.dataset.trouble
    void send('/simulator/trouble', { channel, trouble: select.value })
  })
}
const troubles = await (await fetch('/simulator/trouble')).json()
for (const select of presenter.querySelectorAll('[data-trouble]')) {
  select.value = troubles[select.dataset.trouble]
}

const tableOf = ({ name, count, rows }) => {
  const whole = make('section', '', make('h3', '', `${tables[name]}: ${count}`))
  if (rows.length === 0) {
    whole.append(make('p', '', empty))
    return whole
  }
  const columns = Object.keys(rows[0])
  const head = make('tr', '')
  for (const column of columns) {
    const cell = make('th', '', column)
    cell.scope = 'col'
    head.append(cell)
  }
  const body = rows.map((row) =>
    make('tr', '', ...columns.map((column) => make('td', '', row[column]))),
  )
  whole.append(make('table', '', make('thead', '', head), make('tbody', '', ...body)))
  return whole
}

const stored = presenter.querySelector('[data-stored]')
stored.addEventListener('toggle', async () => {
  if (!stored.open) return
  const found = await (await fetch('/simulator/stored')).json()
  stored.querySelector('[data-tables]').replaceChildren(...found.map(tableOf))
})

// One panel is open at a time, and Escape closes it.
const panels = [...presenter.querySelectorAll('.panel')]
document.addEventListener('click', ({ target }) => {
  for (const panel of panels) if (!panel.contains(target)) panel.removeAttribute('open')
})
presenter.addEventListener('keydown', ({ key, target }) => {
  if (key !== 'Escape') return
  const panel = target.closest('.panel')
  panel?.removeAttribute('open')
  panel?.querySelector('summary').focus()
})
