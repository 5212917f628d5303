import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderWhatsApp } from '../../../bots/whatsapp/render.ts'
import { spokenReplies, twoResults, withPicture } from '../telegram/spoken-replies.ts'

const twoResultsBody = [
  'Ik zocht: zaterdag 28 november.\n\nDit kun je doen:',
  '*1. Brood & soep <samen>*\nzaterdag 28 november, 10.00 tot 13.00 uur\ngratis, bij De Kade',
  '*2. Fietsen maken*\nzaterdag 28 november, 14.00 uur',
  'Typ een nummer.',
  '1. Ik kom bij 1\n2. Ik kom bij 2\n3. Meer over 1\n4. Andere dag',
].join('\n\n')

/** What Twilio makes of a template. */
const fill = (text: string, variables: Readonly<Record<string, string>>) =>
  text.replace(/\{\{(\d+)\}\}/g, (_, name: string) => variables[name] ?? '')

interface Picker {
  readonly body: string
  readonly items?: readonly { readonly item: string; readonly id: string }[]
  readonly actions?: readonly { readonly title: string; readonly id: string }[]
}
const pickerOf = (types: Readonly<Record<string, unknown>>) => Object.values(types)[0] as Picker

describe('the form of a reply on WhatsApp', () => {
  it('has every choice with the number to type', () => {
    expect(renderWhatsApp(twoResults)).toMatchObject([{ body: twoResultsBody, mediaUrl: null }])
  })

  it('has a template by the shape of the text, in which no value has a line break', () => {
    const [part] = renderWhatsApp(twoResults)
    const { name, types, variables } = part?.template ?? { name: '', types: {}, variables: {} }
    expect(name).toBe('stapje_list_4_1-1-3-2-1-4')
    const picker = pickerOf(types)
    expect(picker.body).toMatch(/^\{\{1\}\}\n\n\{\{2\}\}\n\n\{\{3\}\}\n\{\{4\}\}\n\{\{5\}\}\n\n/)
    expect(fill(picker.body, variables)).toBe(twoResultsBody)
    const items = picker.items?.map(({ item, id }) => [fill(item, variables), fill(id, variables)])
    expect(items).toEqual([
      ['Ik kom bij 1', 'come:1'],
      ['Ik kom bij 2', 'come:2'],
      ['Meer over 1', 'more:1'],
      ['Andere dag', 'days'],
    ])
  })

  it('has quick replies for up to three choices, with a picture before them', () => {
    const parts = renderWhatsApp(withPicture)
    expect(parts).toMatchObject([
      {
        body: 'Plaatje van de badge',
        mediaUrl: 'https://stapje.example.nl/b/1.png',
        template: null,
      },
      { mediaUrl: null, template: { name: 'stapje_quick_1_1-1' } },
    ])
  })

  it('has the picture with the words when there is nothing to choose', () => {
    expect(renderWhatsApp({ ...withPicture, choices: [] })).toMatchObject([
      { body: 'Je hebt een badge: Eerste stap.', mediaUrl: 'https://stapje.example.nl/b/1.png' },
    ])
  })

  it('numbers the buttons when cutting makes two the same', () => {
    const choices = [1, 2].map((number) => ({
      label: `Een lange naam van een badge ${number}`,
      value: `badge:${number}`,
      number,
    }))
    const [part] = renderWhatsApp({ ...withPicture, picture: null, choices })
    expect(Object.values(part?.template?.variables ?? {})).toContain('1. Een lange naam v…')
  })

  it('keeps every limit of Twilio and WhatsApp', () => {
    const fewer = spokenReplies.map((reply) => ({
      ...reply,
      cards: reply.cards.slice(0, 3),
      choices: reply.choices.slice(0, 4),
    }))
    let templates = 0
    fc.assert(
      fc.property(fc.oneof(spokenReplies, fewer), (reply) => {
        for (const { body, mediaUrl, template } of renderWhatsApp(reply)) {
          expect(body.length).toBeLessThanOrEqual(mediaUrl === null ? 1600 : 1024)
          if (mediaUrl === null) expect(body.length).toBeGreaterThan(0)
          expect(() => encodeURIComponent(body)).not.toThrow()
          if (template === null) continue
          templates += 1
          const { types, variables } = template
          const { body: words, items = [], actions = [] } = pickerOf(types)
          expect(Object.keys(variables).length).toBeLessThanOrEqual(100)
          for (const value of Object.values(variables)) {
            expect(value).not.toBe('')
            expect(value).not.toMatch(/[\n\r\t]| {5}/)
          }
          expect(fill(words, variables).length).toBeLessThanOrEqual(1024)
          expect(actions.length).toBeLessThanOrEqual(3)
          expect(items.length).toBeLessThanOrEqual(10)
          for (const { title } of actions) {
            expect(fill(title, variables).length).toBeLessThanOrEqual(20)
          }
          for (const { item } of items) expect(fill(item, variables).length).toBeLessThanOrEqual(24)
          const ids = [...actions, ...items].map(({ id }) => fill(id, variables))
          expect(ids.every((id) => id.length <= 200)).toBe(true)
        }
      }),
      { numRuns: 150, examples: [[twoResults], [withPicture]] },
    )
    expect(templates).toBeGreaterThan(0)
  })
})
