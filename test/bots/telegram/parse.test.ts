import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTelegram } from '../../../bots/telegram/parse.ts'

const chat = { id: 4711, type: 'private' }
const messageOf = (message: object) => ({
  update_id: 7,
  message: { message_id: 1, date: 1, chat, from: { id: 4711, is_bot: false }, ...message },
})
const bodyOf = (message: object) => parseTelegram(messageOf(message))?.body

describe('reading an update of Telegram', () => {
  it('reads who wrote what', () => {
    expect(parseTelegram(messageOf({ text: ' Wat kan ik zaterdag leren? ' }))).toEqual({
      channel: 'telegram',
      updateId: '7',
      sender: '4711',
      body: { kind: 'text', text: 'Wat kan ik zaterdag leren?' },
      interaction: null,
    })
  })

  it('reads a command with what stands after it, such as the payload of a deep link', () => {
    expect(bodyOf({ text: '/start ref-abc_1' })).toEqual({
      kind: 'command',
      name: 'start',
      rest: 'ref-abc_1',
    })
    expect(bodyOf({ text: '/Hulp@stapje_bot' })).toEqual({
      kind: 'command',
      name: 'hulp',
      rest: '',
    })
  })

  it('reads a pressed button and keeps its query to answer it', () => {
    const update = {
      update_id: 8,
      callback_query: { id: '99', data: 'come:1', from: { id: 1 }, message: { chat } },
    }
    expect(parseTelegram(update)).toMatchObject({
      sender: '4711',
      body: { kind: 'choice', value: 'come:1' },
      interaction: '99',
    })
  })

  it.each([
    [{ sticker: {} }, 'sticker'],
    [{ voice: {} }, 'voice'],
    [{ photo: [] }, 'photo'],
    [{ video: {} }, 'video'],
    [{ video_note: {} }, 'video'],
    [{ animation: {}, document: {} }, 'video'],
    [{ document: {} }, 'document'],
    [{ venue: {}, location: {} }, 'location'],
    [{ contact: {} }, 'contact'],
    [{ audio: {} }, 'other'],
    [{ dice: {} }, 'other'],
  ])('reads %j as %s', (message, attachment) => {
    expect(bodyOf(message)).toEqual({ kind: 'attachment', attachment, caption: '' })
  })

  it('reads a place on the map, also that of a venue', () => {
    const location = { latitude: 51.9, longitude: 4.48 }
    expect(bodyOf({ location })).toEqual({ kind: 'location', ...location })
    expect(bodyOf({ venue: {}, location })).toEqual({ kind: 'location', ...location })
  })

  it('keeps the words under a picture', () => {
    expect(bodyOf({ photo: [], caption: ' koken zaterdag ' })).toEqual({
      kind: 'attachment',
      attachment: 'photo',
      caption: 'koken zaterdag',
    })
  })

  it.each([
    ['kicked', false],
    ['member', true],
  ])('reads that we are %s', (status, reachable) => {
    const update = { update_id: 9, my_chat_member: { chat, new_chat_member: { status } } }
    expect(parseTelegram(update)).toMatchObject({ body: { kind: 'reachability', reachable } })
  })

  it.each([
    ['an edit', { update_id: 1, edited_message: { chat, text: 'hoi' } }],
    ['a channel post', { update_id: 1, channel_post: { chat, text: 'hoi' } }],
    ['a group', { update_id: 1, message: { chat: { id: -1, type: 'group' }, text: 'hoi' } }],
    ['a bot', { update_id: 1, message: { chat, from: { is_bot: true }, text: 'hoi' } }],
    ['a note of Telegram itself', messageOf({ pinned_message: {} })],
    ['a button of an inline message', { update_id: 1, callback_query: { id: '1', data: 'x' } }],
    ['no update at all', { message: { chat, text: 'hoi' } }],
    ['nothing', null],
  ])('leaves %s alone', (_, update) => {
    expect(parseTelegram(update)).toBeNull()
  })

  it('never throws, whatever comes', () => {
    fc.assert(fc.property(fc.jsonValue(), (payload) => void parseTelegram(payload)))
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (message) => {
        const read = parseTelegram(messageOf(message))
        expect(read === null || read.updateId === '7').toBe(true)
      }),
    )
  })

  it('reads every text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 4096 }), (text) => {
        expect(['text', 'command']).toContain(bodyOf({ text })?.kind)
      }),
    )
  })
})
