import { sayClock, sayDay, sayDays, sayList, sayMoment, sayPrice } from '../language/format.ts'
import type { Locale } from '../language/locale.ts'
import { translator } from '../language/translate.ts'
import type { SpokenChoice, SpokenReply } from './channel.ts'
import { type Choice, numberChoices, type Reply, type Text, type TextValue } from './reply.ts'

function sayValue(locale: Locale, value: TextValue): string | number {
  if (typeof value !== 'object') return value
  switch (value.kind) {
    case 'day':
      return sayDay(locale, value.day)
    case 'days':
      return sayDays(locale, value.start, value.end)
    case 'moment':
      return sayMoment(locale, new Date(value.at), value.timeZone)
    case 'clock':
      return sayClock(locale, new Date(value.from), new Date(value.until), value.timeZone)
    case 'price':
      return sayPrice(locale, value.cents)
    case 'either':
      return value[locale]
    case 'list':
      return sayList(locale, value.items)
    case 'texts':
      return value.texts.map((text) => sayText(locale, text)).join(', ')
  }
}

/** Says one text in a language. Values are put in as they are: escaping is the channel's. */
export function sayText(locale: Locale, text: Text): string {
  const values = Object.entries(text.values ?? {}).map(([name, value]) => [
    name,
    sayValue(locale, value),
  ])
  return translator(locale, 'replies')(text.key, Object.fromEntries(values))
}

/**
 * Puts a reply into words. Pure: the same reply, language and address give the same words.
 *
 * @param siteUrl where our pictures are, without a slash at the end.
 */
export function speak(reply: Reply, locale: Locale, siteUrl: string): SpokenReply {
  const numbers = new Map(numberChoices(reply).map(({ choice, number }) => [choice, number]))
  const say = (text: Text) => sayText(locale, text)
  const sayChoice = (choice: Choice): SpokenChoice => ({
    label: say(choice.label),
    value: choice.value,
    number: numbers.get(choice) ?? 0,
  })
  return {
    locale,
    paragraphs: reply.paragraphs.map(say),
    cards: reply.cards.map((card) => ({
      title: String(sayValue(locale, card.title)),
      lines: card.lines.map(say),
      choices: card.choices.map(sayChoice),
    })),
    closing: reply.closing.map(say),
    choices: reply.choices.map(sayChoice),
    picture:
      reply.picture === null
        ? null
        : {
            url: `${siteUrl}${reply.picture.path}`,
            alternative: say(reply.picture.alternative),
          },
    ...(reply.approved !== null && {
      approved: {
        name: reply.approved.name,
        values: reply.approved.values.map((value) => String(sayValue(locale, value))),
      },
    }),
  }
}
