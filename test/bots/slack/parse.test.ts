import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSlack, readableText } from '../../../bots/slack/parse.ts'

const eventOf = (event: object) => ({
  type: 'event_callback',
  team_id: 'T1',
  event_id: 'Ev1',
  event: { type: 'message', channel_type: 'im', channel: 'D1', user: 'U1', text: '', ...event },
})
const commandOf = (text: string) => ({
  command: '/stapje',
  text,
  team_id: 'T1',
  user_id: 'U1',
  trigger_id: '1.2.x',
})
const pressed = {
  type: 'block_actions',
  trigger_id: '3.4.y',
  team: { id: 'T1' },
  user: { id: 'U1', team_id: 'T1' },
  actions: [{ type: 'button', action_id: 'choice-0', value: 'come:1' }],
}

describe('reading what Slack posts', () => {
  it('reads a direct message', () => {
    expect(parseSlack(eventOf({ text: 'koken &amp; bakken' }))).toEqual({
      channel: 'slack',
      updateId: 'Ev1',
      sender: 'T1/U1',
      body: { kind: 'text', text: 'koken & bakken' },
      interaction: null,
    })
  })

  it.each([
    ['image/png', 'photo'],
    ['video/mp4', 'video'],
    ['audio/mp4', 'voice'],
    ['application/pdf', 'document'],
    [null, 'other'],
  ])('reads a file of type %s as %s, with its words', (mimetype, attachment) => {
    const event = eventOf({ subtype: 'file_share', text: 'koken', files: [{ mimetype }] })
    expect(parseSlack(event)?.body).toEqual({ kind: 'attachment', attachment, caption: 'koken' })
  })

  it.each([
    [
      'award TULP-4821 eerste-stap',
      { kind: 'command', name: 'award', rest: 'TULP-4821 eerste-stap' },
    ],
    [
      'Geef TULP-4821 hielp-mee "fijn"',
      { kind: 'command', name: 'geef', rest: 'TULP-4821 hielp-mee "fijn"' },
    ],
    ['/award TULP-4821 x', { kind: 'command', name: 'award', rest: 'TULP-4821 x' }],
    ['', { kind: 'command', name: 'help', rest: '' }],
    ['  ', { kind: 'command', name: 'help', rest: '' }],
    ['wat kan ik zaterdag leren', { kind: 'text', text: 'wat kan ik zaterdag leren' }],
  ])('reads /stapje %s', (text, body) => {
    expect(parseSlack(commandOf(text))).toMatchObject({ updateId: '1.2.x', sender: 'T1/U1', body })
  })

  it('reads a pressed button, in a workspace of an organisation too', () => {
    const body = { kind: 'choice', value: 'come:1' }
    expect(parseSlack(pressed)).toMatchObject({ updateId: '3.4.y', sender: 'T1/U1', body })
    expect(parseSlack({ ...pressed, team: null })).toMatchObject({ sender: 'T1/U1', body })
  })

  it.each([
    ['a bot', eventOf({ bot_id: 'B1', text: 'hoi' })],
    ['an edit', eventOf({ subtype: 'message_changed' })],
    ['a channel', eventOf({ channel_type: 'channel', text: 'hoi' })],
    ['an opened home', { ...eventOf({}), event: { type: 'app_home_opened', user: 'U1' } }],
    ['a press without a value', { ...pressed, actions: [{ type: 'button' }] }],
    ['no press at all', { ...pressed, actions: [] }],
    ['a sent form', { type: 'view_submission', view: {}, user: { id: 'U1' } }],
    ['nothing', null],
  ])('leaves %s alone', (_, payload) => {
    expect(parseSlack(payload)).toBeNull()
  })

  it('gives links and escaped characters their own words back', () => {
    expect(
      readableText('kijk <https://a.nl|hier> &lt;b&gt; <https://b.nl> <@U2> <#C1|leren>'),
    ).toBe('kijk hier <b> https://b.nl  leren')
  })

  it('never throws, whatever comes', () => {
    fc.assert(fc.property(fc.jsonValue(), (payload) => void parseSlack(payload)))
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), (event, text) => {
        parseSlack(eventOf(event))
        expect(parseSlack(eventOf({ text }))?.sender).toBe('T1/U1')
        expect(parseSlack(commandOf(text))?.sender).toBe('T1/U1')
      }),
    )
  })
})
