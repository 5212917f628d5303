import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { simulatedEnvironment } from '../../../bots/simulator/environment.ts'
import { madeUpAddress, simulatedWorkers } from '../../../bots/simulator/people.ts'
import { type PhoneOwner, simulatedChannels } from '../../../bots/simulator/phones.ts'
import { readPlain } from '../../../bots/simulator/plain-text.ts'
import { approvedSettings } from '../../../bots/whatsapp/approved.ts'
import { type Stage, startStage } from './stage.ts'

let stage: Stage
let nextPerson = 10

beforeAll(async () => {
  stage = await startStage()
})
afterAll(() => stage.close())

function someone() {
  nextPerson += 1
  return stage.platform.person({
    channel: 'telegram',
    address: madeUpAddress('telegram', nextPerson),
  })
}

/** Puts a message of the bot on a phone. */
const show = (owner: PhoneOwner, text: string, ...labels: string[]) =>
  stage.platform.phones.show(owner, {
    from: 'bot',
    parts: [
      { kind: 'text', paragraphs: readPlain(text) },
      { kind: 'buttons', rows: [labels.map((label) => ({ label, value: `${text}:${label}` }))] },
    ],
  })

describe('a person with a phone', () => {
  it('gets the status that the service answered', async () => {
    const person = someone()
    expect(await person.say('hoi')).toBe(200)
    stage.answerWith(503)
    expect(await person.say('hoi')).toBe(503)
    stage.answerWith(200)
  })

  it('sends the very same update again', async () => {
    const person = someone()
    await person.say('hoi')
    await person.again()
    const [first, second] = stage.received.slice(-2)
    expect(second?.body).toBe(first?.body)
    await expect(someone().again()).rejects.toThrow('Nothing was sent yet.')
  })

  it('waits for the answer without asking for it over and over', async () => {
    const person = someone()
    await person.say('hoi')
    const waiting = person.answered(2)
    show(person.owner, 'een')
    show(someone().owner, 'voor een ander')
    show(person.owner, 'twee')
    const answers = await waiting
    expect(answers.flatMap(({ lines }) => lines)).toEqual(['een', 'twee'])
    expect(await person.answered(2)).toEqual(answers)
  })

  it('says what was on the screen when the answer does not come', async () => {
    const person = someone()
    await person.say('hoi')
    await expect(person.answered(1, 1)).rejects.toThrow('It did not come. On the screen:\nhoi')
    await expect(person.until(() => false, 1)).rejects.toThrow('On the screen')
  })

  it('reads what is new once, and the whole screen at any time', async () => {
    const person = someone()
    await person.say('hoi')
    show(person.owner, 'Dag.', 'Ja')
    expect(person.read()).toEqual(['Dag.', '[Ja]'])
    expect(person.read()).toEqual([])
    await person.send('photo', 'koken')
    expect(person.read()).toEqual([])
    expect(person.screen()).toEqual(['hoi', 'Dag.', '[Ja]', '(photo)', 'koken'])
  })

  it('presses the newest button with a label, or that of one message', async () => {
    const person = someone()
    const older = show(person.owner, 'oud', 'Ik kom')
    show(person.owner, 'nieuw', 'Ik kom')
    await person.press('Ik kom')
    expect(stage.received.at(-1)?.body).toContain('nieuw:Ik kom')
    await person.press('Ik kom', older.id)
    expect(stage.received.at(-1)?.body).toContain('oud:Ik kom')
    await expect(person.press('Nee')).rejects.toMatchObject({ code: 'no-such-button' })
  })

  it('finds a button whose label was cut off', async () => {
    const person = someone()
    show(person.owner, 'kort', 'Voor- en achterna…')
    await person.press('Voor- en achternaam')
    expect(stage.received.at(-1)?.body).toContain('kort:Voor- en achterna…')
  })
})

describe('the stand-in', () => {
  it('has a youth worker on each channel', () => {
    expect(simulatedWorkers.map(({ channel }) => channel)).toEqual(simulatedChannels)
  })

  it('makes other tokens for each run, and gives every setting of the channels', async () => {
    const other = await startStage()
    try {
      const ours = simulatedEnvironment(stage.platform)
      const theirs = simulatedEnvironment(other.platform)
      expect(Object.keys(ours).toSorted()).toEqual([
        'SLACK_API_URL',
        'SLACK_BOT_TOKEN',
        'SLACK_SIGNING_SECRET',
        'TELEGRAM_API_ROOT',
        'TELEGRAM_BOT_TOKEN',
        'TELEGRAM_WEBHOOK_SECRET',
        'TWILIO_ACCOUNT_SID',
        'TWILIO_API_ROOT',
        'TWILIO_AUTH_TOKEN',
        ...approvedSettings.toSorted(),
        'TWILIO_WHATSAPP_FROM',
      ])
      const alike = ['TWILIO_WHATSAPP_FROM', ...approvedSettings]
      for (const [name, value] of Object.entries(ours)) {
        if (!alike.includes(name)) expect(theirs[name], name).not.toBe(value)
      }
    } finally {
      await other.close()
    }
  })
})
