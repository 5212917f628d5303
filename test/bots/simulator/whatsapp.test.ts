import twilio from 'twilio'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ownerOf } from '../../../bots/simulator/people.ts'
import { attachments, simulatedPlace } from '../../../bots/simulator/webhook.ts'
import { twilioClient } from '../../../bots/whatsapp/client.ts'
import { parseWhatsApp } from '../../../bots/whatsapp/parse.ts'
import { type ReceivedWebhook, type Stage, startStage } from './stage.ts'

let stage: Stage
let client: twilio.Twilio
let from: string

beforeAll(async () => {
  stage = await startStage()
  const { credentials } = stage.platform
  client = clientWith(credentials.whatsapp.authToken)
  from = credentials.whatsapp.from
})
beforeEach(() => stage.platform.faults.clear('whatsapp'))
afterAll(() => stage.close())

function clientWith(authToken: string): twilio.Twilio {
  const { apiUrl, credentials } = stage.platform
  const settings = { ...credentials.whatsapp, authToken, approved: new Map(), apiRoot: apiUrl }
  return twilioClient({ ...settings, publicUrl: stage.serviceUrl })
}

const owner = ownerOf('whatsapp', 'learner')
const to = owner.address
const learner = () => stage.platform.person(owner)
const formOf = ({ body }: ReceivedWebhook) => Object.fromEntries(new URLSearchParams(body))
const newest = () => {
  const webhook = stage.received.at(-1)
  if (webhook === undefined) throw new Error('Nothing came.')
  return webhook
}

const contentAddress = 'https://content.twilio.com/v1/Content'
const created = z.object({ sid: z.string().regex(/^HX[0-9a-f]{32}$/) })

const quickReplies = (count: number) => ({
  'twilio/quick-reply': {
    body: '{{1}}',
    actions: Array.from({ length: count }, (_, index) => ({
      type: 'QUICK_REPLY',
      title: `{{${index + 2}}}`,
      id: `value-${index}`,
    })),
  },
})
const listPicker = (count: number) => ({
  'twilio/list-picker': {
    body: '{{1}}',
    button: 'Kies',
    items: Array.from({ length: count }, (_, index) => ({
      item: `Keuze ${index}`,
      id: `value-${index}`,
    })),
  },
})

const makeContent = (types: object) =>
  client.request({
    method: 'post',
    uri: contentAddress,
    headers: { 'Content-Type': 'application/json' },
    data: { friendly_name: 'stapje_test', language: 'nl', variables: { 1: 'Stapje' }, types },
  })
const contentSid = async (types: object) => created.parse((await makeContent(types)).body).sid
const sendContent = (sid: string, values: object) =>
  client.messages.create({ to, from, contentSid: sid, contentVariables: JSON.stringify(values) })

/** Twilio's code of a refusal. */
async function codeOf(call: Promise<unknown>) {
  const error: unknown = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  const parsed = z.object({ code: z.number(), status: z.number() }).safeParse(error)
  if (!parsed.success) throw new Error(`Not refused: ${String(error)}`)
  return parsed.data.code
}

describe('the stand-in for Twilio, to a real client', () => {
  it('shows a message, and says that it was delivered in a signed callback', async () => {
    const statusCallback = `${stage.serviceUrl}/webhooks/whatsapp/status`
    const { sid, status } = await client.messages.create({
      to,
      from,
      body: '*1. Soep*\nzaterdag',
      mediaUrl: [`${stage.serviceUrl}/picture.png`],
      statusCallback,
    })
    expect(sid).toMatch(/^SM[0-9a-f]{32}$/)
    expect(status).toBe('queued')
    expect(learner().screen().slice(-3)).toEqual(['(picture)', '1. Soep', 'zaterdag'])
    const [callback] = await stage.arrived('/webhooks/whatsapp/status')
    if (callback === undefined) throw new Error('no callback')
    expect(formOf(callback)).toMatchObject({ MessageSid: sid, MessageStatus: 'delivered' })
    expect(isSigned(callback)).toBe(true)
  })

  it('keeps templates, and fills them in', async () => {
    const quick = await contentSid(quickReplies(2))
    const list = await contentSid(listPicker(10))
    const all = await client.content.v1.contents.list()
    expect(all.map(({ sid }) => sid)).toEqual(expect.arrayContaining([quick, list]))
    expect(await client.content.v1.contents(quick).fetch()).toMatchObject({ sid: quick })
    await sendContent(quick, { 1: 'Kom je?', 2: 'Ja', 3: 'Nee' })
    expect(learner().screen().slice(-3)).toEqual(['Kom je?', '[Ja]', '[Nee]'])
    await sendContent(list, { 1: 'Kies' })
    expect(learner().messages().at(-1)?.parts[1]).toMatchObject({ kind: 'list', opener: 'Kies' })
  })

  it.each([
    ['four quick replies', quickReplies(4)],
    ['eleven items', listPicker(11)],
    ['no items', listPicker(0)],
  ])('makes no template with %s', async (_name, types) => {
    const { statusCode } = await makeContent(types)
    expect(statusCode).toBe(400)
  })

  it('refuses values that WhatsApp cannot take', async () => {
    const quick = await contentSid(quickReplies(2))
    const good = { 1: 'Kom je?', 2: 'Ja', 3: 'Nee' }
    await sendContent(quick, { ...good, 2: 'x'.repeat(20) })
    const wrong = [
      { ...good, 1: 'een\ntwee' },
      { ...good, 1: '' },
      { ...good, 1: 'x'.repeat(1025) },
      { ...good, 2: 'x'.repeat(21) },
      { ...good, 2: 'Nee' },
    ]
    for (const values of wrong) expect(await codeOf(sendContent(quick, values))).toBe(21656)
    const notJson = { to, from, contentSid: quick, contentVariables: '{' }
    expect(await codeOf(client.messages.create(notJson))).toBe(21656)
  })

  it('refuses what is empty, too long, or has a picture that is not there', async () => {
    await client.messages.create({ to, from, body: 'x'.repeat(1600) })
    const send = (more: object) => client.messages.create({ to, from, ...more })
    expect(await codeOf(send({ body: 'x'.repeat(1601) }))).toBe(21617)
    expect(await codeOf(send({}))).toBe(21619)
    expect(await codeOf(send({ body: 'a', mediaUrl: [`${stage.serviceUrl}/none`] }))).toBe(21620)
    expect(await codeOf(send({ body: 'a', from: 'whatsapp:+31199999999' }))).toBe(63007)
  })

  it('takes free text until 24 hours after the last message, and then tells 63016', async () => {
    const hours = 60 * 60 * 1000
    const statusCallback = `${stage.serviceUrl}/late`
    await learner().say('hoi')
    stage.move(24 * hours - 1)
    await client.messages.create({ to, from, body: 'nog net', statusCallback })
    stage.move(1)
    await client.messages.create({ to, from, body: 'te laat', statusCallback })
    const forms = (await stage.arrived('/late', 2)).map(formOf)
    expect(forms.map(({ MessageStatus, ErrorCode }) => [MessageStatus, ErrorCode])).toEqual([
      ['delivered', undefined],
      ['undelivered', '63016'],
    ])
    expect(learner().screen().at(-1)).toBe('nog net')
  })

  it('turns away another token', async () => {
    const other = clientWith('other')
    expect(await codeOf(other.messages.create({ to, from, body: 'hoi' }))).toBe(20003)
  })

  it('fails as it is told', async () => {
    const { faults } = stage.platform
    const send = () => client.messages.create({ to, from, body: 'hoi' })
    faults.set('whatsapp', { status: 429, times: 1 })
    expect(await codeOf(send())).toBe(20429)
    faults.choose('whatsapp', 'down')
    await expect(send()).rejects.toThrow()
    faults.clear('whatsapp')
    await send()
  })
})

/** As Twilio's own library checks it. */
function isSigned(webhook: ReceivedWebhook): boolean {
  const { authToken } = stage.platform.credentials.whatsapp
  const signature = String(webhook.headers['x-twilio-signature'])
  return twilio.validateRequest(
    authToken,
    signature,
    `${stage.serviceUrl}${webhook.path}`,
    formOf(webhook),
  )
}

describe('what the stand-in for Twilio sends', () => {
  it('is signed over the public address', async () => {
    await learner().say('iets met koken & "brood", zaterdag é')
    expect(newest().path).toBe('/webhooks/whatsapp')
    expect(isSigned(newest())).toBe(true)
    expect(isSigned({ ...newest(), body: newest().body.replace('koken', 'eten') })).toBe(false)
    expect(parseWhatsApp(formOf(newest()))).toMatchObject({
      sender: to,
      body: { kind: 'text', text: 'iets met koken & "brood", zaterdag é' },
    })
  })

  it('has a place on the map, in degrees', async () => {
    await learner().send('location')
    const message = parseWhatsApp(formOf(newest()))
    expect(message?.body).toEqual({ kind: 'location', ...simulatedPlace })
  })

  it.each(attachments.filter((each) => each !== 'location'))(
    'is read as a %s when it is one',
    async (attachment) => {
      await learner().send(attachment)
      expect(isSigned(newest())).toBe(true)
      expect(parseWhatsApp(formOf(newest()))?.body).toMatchObject({
        kind: 'attachment',
        attachment,
      })
    },
  )

  it('has a quick reply and a picked row each in its own fields', async () => {
    await sendContent(await contentSid(quickReplies(1)), { 1: 'Kom je?', 2: 'Ja' })
    await learner().press('Ja')
    expect(formOf(newest())).toMatchObject({ ButtonPayload: 'value-0', ButtonText: 'Ja' })
    await sendContent(await contentSid(listPicker(4)), { 1: 'Kies' })
    await learner().press('Keuze 3')
    expect(formOf(newest())).toMatchObject({ ListId: 'value-3', ListTitle: 'Keuze 3' })
    expect(parseWhatsApp(formOf(newest()))?.body).toEqual({ kind: 'choice', value: 'value-3' })
  })

  it('has the number when the choices stand in the text', async () => {
    await client.messages.create({ to, from, body: 'Kies\n\n1. Ja\n12. Nee' })
    await learner().press('Nee')
    expect(formOf(newest())).toMatchObject({ Body: '12' })
  })
})
