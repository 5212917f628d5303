import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseStatus, parseWhatsApp } from '../../../bots/whatsapp/parse.ts'

const formOf = (fields: object) => ({ MessageSid: 'SM1', From: 'whatsapp:+31600000001', ...fields })
const bodyOf = (fields: object) => parseWhatsApp(formOf(fields))?.body

describe('reading a message of Twilio', () => {
  it('reads who wrote what', () => {
    expect(parseWhatsApp(formOf({ Body: ' koken ', NumMedia: '0' }))).toEqual({
      channel: 'whatsapp',
      updateId: 'SM1',
      sender: 'whatsapp:+31600000001',
      body: { kind: 'text', text: 'koken' },
      interaction: null,
    })
  })

  it.each([
    ['a pressed button', { ButtonPayload: 'come:1', ButtonText: 'Ik kom', Body: 'Ik kom' }],
    ['a picked row', { ListId: 'come:1', ListTitle: 'Ik kom', Body: 'Ik kom' }],
  ])('reads %s', (_, fields) => {
    expect(bodyOf(fields)).toEqual({ kind: 'choice', value: 'come:1' })
  })

  it.each([
    ['image/webp', '', 'sticker'],
    ['image/webp', 'koken', 'photo'],
    ['image/jpeg', '', 'photo'],
    ['audio/ogg; codecs=opus', '', 'voice'],
    ['video/mp4', '', 'video'],
    ['text/vcard', '', 'contact'],
    ['application/pdf', 'koken', 'document'],
    ['', '', 'other'],
  ])('reads media %s with "%s" as %s', (MediaContentType0, Body, attachment) => {
    const fields = { NumMedia: '1', MediaContentType0, Body }
    expect(bodyOf(fields)).toEqual({ kind: 'attachment', attachment, caption: Body })
  })

  it('reads a place, a command and an empty message', () => {
    const place = { Latitude: '51.9', Longitude: '4.5', Body: '' }
    expect(bodyOf(place)).toEqual({ kind: 'location', latitude: 51.9, longitude: 4.5 })
    expect(bodyOf({ ...place, Latitude: 'north', Body: 'hoi' })).toEqual({
      kind: 'text',
      text: 'hoi',
    })
    expect(bodyOf({ Body: '/geef TULP-4821 x' })).toMatchObject({ kind: 'command', name: 'geef' })
    expect(bodyOf({})).toEqual({ kind: 'text', text: '' })
  })

  it.each([
    ['an SMS', { MessageSid: 'SM1', From: '+31600000001', Body: 'hoi' }],
    ['a form without an id', { From: 'whatsapp:+31600000001' }],
    ['nothing', null],
  ])('leaves %s alone', (_, form) => {
    expect(parseWhatsApp(form)).toBeNull()
  })

  it.each([
    ['delivered', { kind: 'delivered', code: null }],
    ['read', { kind: 'delivered', code: null }],
    ['undelivered', { kind: 'failed', code: '63016' }],
    ['failed', { kind: 'failed', code: '63016' }],
  ])('reads the status %s', (MessageStatus, status) => {
    const form = { MessageSid: 'SM1', MessageStatus, ErrorCode: '63016' }
    expect(parseStatus(form)).toEqual({ providerMessageId: 'SM1', ...status })
  })

  it.each(['queued', 'sent', 'unheard-of'])('leaves the status %s alone', (MessageStatus) => {
    expect(parseStatus({ MessageSid: 'SM1', MessageStatus })).toBeNull()
  })

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (form) => {
        parseWhatsApp(form)
        parseStatus(form)
      }),
    )
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), fc.string(), (fields, Body) => {
        expect(parseWhatsApp({ ...fields, ...formOf({ Body }) })?.updateId).toBe('SM1')
      }),
    )
  })
})
