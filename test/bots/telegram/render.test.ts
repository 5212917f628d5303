import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderTelegram } from '../../../bots/telegram/render.ts'
import { spokenReplies, twoResults, withPicture } from './spoken-replies.ts'

const visible = (html: string) =>
  html
    .replace(/<\/?b>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

describe('the form of a reply on Telegram', () => {
  it('has bold titles with the number to type, and nothing in the words is mark-up', () => {
    const [part] = renderTelegram(twoResults)
    expect(part?.html).toBe(
      [
        'Ik zocht: zaterdag 28 november.\n\nDit kun je doen:',
        '<b>1. Brood &amp; soep &lt;samen&gt;</b>\nzaterdag 28 november, 10.00 tot 13.00 uur\ngratis, bij De Kade',
        '<b>2. Fietsen maken</b>\nzaterdag 28 november, 14.00 uur',
        'Typ een nummer.',
      ].join('\n\n'),
    )
  })

  it('has the buttons of a card on a row of their own', () => {
    const [part] = renderTelegram(twoResults)
    expect(part?.keyboard.map((row) => row.map(({ text }) => text))).toEqual([
      ['Ik kom bij 1', 'Meer over 1'],
      ['Ik kom bij 2'],
      ['Andere dag'],
    ])
  })

  it('puts the words under a picture, or after it when they are long', () => {
    expect(renderTelegram(withPicture)).toMatchObject([
      { kind: 'photo', html: 'Je hebt een badge: Eerste stap.', keyboard: [[{}]] },
    ])
    const long = { ...withPicture, paragraphs: ['woord '.repeat(300)] }
    expect(renderTelegram(long)).toMatchObject([
      { kind: 'photo', html: 'Plaatje van de badge', keyboard: [] },
      { kind: 'text', keyboard: [[{}]] },
    ])
  })

  it('says a choice in words when its value is too long for a button', () => {
    const choices = [{ label: 'Lang', value: 'é'.repeat(33), number: 1 }]
    const [part] = renderTelegram({ ...twoResults, cards: [], choices })
    expect(part?.keyboard).toEqual([])
    expect(part?.html).toContain('\n\n1. Lang')
  })

  it('keeps every limit of the Bot API', () => {
    fc.assert(
      fc.property(spokenReplies, (reply) => {
        for (const part of renderTelegram(reply)) {
          const length = visible(part.html).length
          if (part.kind === 'text') expect(length).toBeGreaterThan(0)
          expect(length).toBeLessThanOrEqual(part.kind === 'text' ? 4096 : 1024)
          expect(() => encodeURIComponent(part.html)).not.toThrow()
          expect(part.html.replace(/<\/?b>|&(amp|lt|gt);/g, '')).not.toMatch(/[<>&]/)
          const buttons = part.keyboard.flat()
          expect(buttons.length).toBeLessThanOrEqual(100)
          expect(part.keyboard.every((row) => row.length >= 1 && row.length <= 8)).toBe(true)
          for (const button of buttons) {
            expect(button.text.length).toBeGreaterThan(0)
            if (!('callback_data' in button)) throw new Error('a button without a value')
            expect(Buffer.byteLength(button.callback_data)).toBeLessThanOrEqual(64)
            expect(button.callback_data.length).toBeGreaterThan(0)
          }
        }
      }),
      { numRuns: 100 },
    )
  })
})
