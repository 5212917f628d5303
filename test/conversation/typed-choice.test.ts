import { describe, expect, it } from 'vitest'
import { reply, text } from '../../src/conversation/reply.ts'
import { offeredChoices, typedChoice } from '../../src/conversation/typed-choice.ts'

const list = reply({
  paragraphs: [text('find.found', { count: 2 })],
  cards: [1, 2].map((number) => ({
    title: `Activity ${number}`,
    lines: [],
    choices: [
      { label: text('find.choice.come', { number }), value: `come-${number}` },
      { label: text('find.choice.more', { number }), value: `more-${number}` },
    ],
  })),
  choices: [{ label: text('find.choice.anotherDay'), value: 'another-day' }],
})
const offered = offeredChoices([list])

describe('typing a choice', () => {
  it('numbers first what the cards are for, then the rest', () => {
    expect(offered.map(({ value }) => value)).toEqual([
      'come-1',
      'come-2',
      'more-1',
      'more-2',
      'another-day',
    ])
  })

  it.each([
    ['1', 'come-1'],
    [' 2. ', 'come-2'],
    ['nummer 2', 'come-2'],
    ['number 5', 'another-day'],
    ['Ik kom bij 2', 'come-2'],
    ["i'm coming to 1", 'come-1'],
    ['I’m coming to 1', 'come-1'],
    ['MEER OVER 1', 'more-1'],
    ['andere dag!', 'another-day'],
  ])('takes %j for %s', (typed, value) => {
    expect(typedChoice(typed, offered)).toEqual({ kind: 'picked', value })
  })

  it('says so when a number is not on the list', () => {
    expect(typedChoice('6', offered)).toEqual({ kind: 'noSuchNumber' })
    expect(typedChoice('0', offered)).toEqual({ kind: 'noSuchNumber' })
  })

  it('leaves other words, dates and postcodes alone', () => {
    for (const typed of ['koken op zaterdag', '28 november', '3081', '', '🙂']) {
      expect(typedChoice(typed, offered), typed).toEqual({ kind: 'none' })
    }
  })

  it('takes the last reply with choices for the one on the screen', () => {
    const badge = reply({
      paragraphs: [text('badges.private')],
      choices: [{ label: text('badges.choice.shareOne'), value: 'share' }],
    })
    const wordsOnly = reply({ paragraphs: [text('thanks.welcome')] })
    expect(offeredChoices([list, badge, wordsOnly]).map(({ value }) => value)).toEqual(['share'])
  })
})
