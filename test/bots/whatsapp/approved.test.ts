import { describe, expect, it } from 'vitest'
import {
  approvedContent,
  approvedSettings,
  readApprovedTexts,
} from '../../../bots/whatsapp/approved.ts'
import enTexts from '../../../locales/en/whatsapp-templates.json' with { type: 'json' }
import nlTexts from '../../../locales/nl/whatsapp-templates.json' with { type: 'json' }
import { ConfigurationError } from '../../../src/configuration-error.ts'
import type { SpokenReply } from '../../../src/conversation/channel.ts'
import { approvedNames } from '../../../src/conversation/reply.ts'

const sid = `HX${'0123456789abcdef'.repeat(2)}`
const reminder: SpokenReply = {
  locale: 'nl',
  paragraphs: ['Morgen ga je naar koken.'],
  cards: [],
  closing: [],
  choices: [],
  picture: null,
  approved: { name: 'reminder_evening', values: ['Koken\nvoor de buurt', '13.00 uur', 'De Kade'] },
}

describe('texts that WhatsApp approved', () => {
  it('are named by a setting for each message and language', () => {
    expect(approvedSettings).toHaveLength(8)
    expect(approvedSettings).toContain('TWILIO_TEMPLATE_REMINDER_EVENING_NL')
    expect(readApprovedTexts({})).toEqual(new Map())
    expect(readApprovedTexts({ TWILIO_TEMPLATE_WEEKLY_TIP_EN: sid })).toEqual(
      new Map([['TWILIO_TEMPLATE_WEEKLY_TIP_EN', sid]]),
    )
    expect(() => readApprovedTexts({ TWILIO_TEMPLATE_HOW_WAS_IT_NL: 'MG123' })).toThrow(
      ConfigurationError,
    )
  })

  it('are filled in, a value a line, in the language of the reply only', () => {
    const texts = readApprovedTexts({ TWILIO_TEMPLATE_REMINDER_EVENING_NL: sid })
    expect(approvedContent(texts, reminder)).toEqual({
      contentSid: sid,
      contentVariables: '{"1":"Koken voor de buurt","2":"13.00 uur","3":"De Kade"}',
    })
    expect(approvedContent(texts, { ...reminder, locale: 'en' })).toBeNull()
    const { approved: _, ...other } = reminder
    expect(approvedContent(texts, other)).toBeNull()
  })

  it('are there to be handed in for each message, with few buttons and short words on them', () => {
    for (const texts of [nlTexts, enTexts]) {
      expect(Object.keys(texts).toSorted()).toEqual([...approvedNames].toSorted())
      for (const { buttons } of Object.values(texts)) {
        expect(buttons.length).toBeLessThanOrEqual(3)
        for (const { label } of buttons) expect(label.length).toBeLessThanOrEqual(20)
      }
    }
  })
})
