import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderSlack } from '../../../bots/slack/render.ts'
import { spokenReplies, twoResults, withPicture } from '../telegram/spoken-replies.ts'

describe('the form of a reply on Slack', () => {
  it('has a section a card with its own buttons, and nothing in the words is mark-up', () => {
    const { blocks, text } = renderSlack(twoResults)
    expect(blocks.map(({ type }) => type)).toEqual([
      'section',
      'section',
      'section',
      'actions',
      'section',
      'actions',
      'section',
      'actions',
    ])
    expect(blocks[2]).toEqual({
      type: 'section',
      text: {
        type: 'mrkdwn',
        text: '*Brood &amp; soep &lt;samen&gt;*\nzaterdag 28 november, 10.00 tot 13.00 uur\ngratis, bij De Kade',
      },
    })
    expect(blocks[3]).toMatchObject({
      elements: [
        { text: { type: 'plain_text', text: 'Ik kom bij 1' }, value: 'come:1' },
        { text: { text: 'Meer over 1' }, value: 'more:1' },
      ],
    })
    expect(text).toContain('Ik zocht: zaterdag 28 november.')
  })

  it('has the picture with its alternative between the words and the buttons', () => {
    expect(renderSlack(withPicture).blocks).toMatchObject([
      { type: 'section' },
      { type: 'image', alt_text: 'Plaatje van de badge' },
      { type: 'actions' },
    ])
  })

  it('keeps every limit of Block Kit', () => {
    fc.assert(
      fc.property(spokenReplies, (reply) => {
        const { blocks, text } = renderSlack(reply)
        expect(text.length).toBeGreaterThan(0)
        expect(text.length).toBeLessThanOrEqual(4000)
        expect(blocks.length).toBeGreaterThan(0)
        expect(blocks.length).toBeLessThanOrEqual(50)
        expect(() => encodeURIComponent(JSON.stringify(blocks))).not.toThrow()
        const ids: string[] = []
        for (const block of blocks) {
          if (block.type === 'section') {
            const { text: words = '' } = block.text ?? {}
            expect(words.length).toBeGreaterThan(0)
            expect(words.length).toBeLessThanOrEqual(3000)
            expect(words.replace(/&(amp|lt|gt);/g, '')).not.toMatch(/[<>&]/)
          }
          if (block.type === 'image') {
            expect(block.alt_text.length).toBeGreaterThan(0)
            expect(block.alt_text.length).toBeLessThanOrEqual(2000)
          }
          if (block.type !== 'actions') continue
          expect(block.elements.length).toBeGreaterThan(0)
          expect(block.elements.length).toBeLessThanOrEqual(5)
          for (const button of block.elements) {
            if (button.type !== 'button') throw new Error('only buttons are expected')
            ids.push(button.action_id ?? '')
            expect(button.text.text.length).toBeGreaterThan(0)
            expect(button.text.text.length).toBeLessThanOrEqual(75)
            expect(button.value?.length).toBeGreaterThan(0)
            expect(button.value?.length).toBeLessThanOrEqual(2000)
          }
        }
        expect(new Set(ids).size).toBe(ids.length)
      }),
      { numRuns: 100 },
    )
  })
})
