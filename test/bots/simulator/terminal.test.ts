import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { ownerOf } from '../../../bots/simulator/people.ts'
import { readPlain } from '../../../bots/simulator/plain-text.ts'
import { startTerminal, type Terminal } from '../../../bots/simulator/terminal.ts'
import { type Stage, startStage } from './stage.ts'

let stage: Stage
let terminal: Terminal
let written: string[]

beforeAll(async () => {
  stage = await startStage()
})
beforeEach(() => {
  written = []
  terminal = startTerminal({ platform: stage.platform, write: (line) => void written.push(line) })
  written.splice(0)
})
afterEach(() => terminal.stop())
afterAll(() => stage.close())

/** The bot answers on a phone, as soon as the service has the next webhook. */
function answerNext(owner: ReturnType<typeof ownerOf>, text: string, ...labels: string[]) {
  const end = stage.platform.phones.listen((_owner, { from }) => {
    if (from !== 'person') return
    end()
    stage.platform.phones.show(owner, {
      from: 'bot',
      parts: [
        { kind: 'text', paragraphs: readPlain(text) },
        { kind: 'buttons', rows: [labels.map((label) => ({ label, value: `is:${label}` }))] },
      ],
    })
  })
}

it('says who is typing, and sends what is typed', async () => {
  expect(terminal.prompt()).toBe('telegram, deelnemer > ')
  answerNext(ownerOf('telegram', 'learner'), 'Hoi.\nKies:', 'Ja', 'Nee')
  expect(await terminal.type(' hoi ')).toBe('go on')
  expect(stage.received.at(-1)?.body).toContain('"text":"hoi"')
  expect(written).toEqual(['', 'Hoi.', 'Kies:', '[Ja] [Nee]'])
})

it('presses the button whose words are typed', async () => {
  answerNext(ownerOf('telegram', 'learner'), 'Goed.')
  await terminal.type('nee')
  expect(stage.received.at(-1)?.body).toContain('"data":"is:Nee"')
})

it('switches to another app and another person, in both languages', async () => {
  expect(await terminal.type(':slack')).toBe('go on')
  expect(await terminal.type(':begeleider')).toBe('go on')
  expect(terminal.prompt()).toBe('slack, begeleider > ')
  answerNext(ownerOf('slack', 'worker'), 'Gelukt.')
  await terminal.type('/geef')
  expect(stage.received.at(-1)?.path).toBe('/webhooks/slack/commands')
  await terminal.type(':learner')
  expect(terminal.prompt()).toBe('slack, deelnemer > ')
})

it('shows what came on another phone when one turns to it', async () => {
  const { phones } = stage.platform
  const parts = [{ kind: 'text' as const, paragraphs: readPlain('Je hebt een badge.') }]
  phones.show(ownerOf('whatsapp', 'learner'), { from: 'bot', parts })
  expect(written).toEqual(['  (whatsapp: …)'])
  await terminal.type(':whatsapp')
  expect(written.slice(1)).toEqual(['', 'Je hebt een badge.'])
  await terminal.type(':whatsapp')
  expect(written).toHaveLength(3)
})

it('ends when told, and then writes no more', async () => {
  expect(await terminal.type('')).toBe('go on')
  expect(await terminal.type(':quit')).toBe('end')
  terminal.stop()
  const parts = [{ kind: 'text' as const, paragraphs: readPlain('te laat') }]
  stage.platform.phones.show(ownerOf('telegram', 'learner'), { from: 'bot', parts })
  expect(written).toEqual([])
})
