import { z } from 'zod'
import { isReplyKey, type ReplyKey } from '../language/translate.ts'

/**
 * A reply before it is put into words: keys of `locales/<language>/replies.json` with their values.
 * It is stored as JSON in the outbox, so that no sentence is kept and the language is chosen late.
 */

const plainValue = z.union([z.string(), z.number()])

/** Values that are said differently in each language. */
const spokenValue = z.discriminatedUnion('kind', [
  /** A calendar day: "zaterdag 28 november". */
  z.object({ kind: z.literal('day'), day: z.iso.date() }),
  /** Days from first to last: "zaterdag 28 en zondag 29 november". */
  z.object({ kind: z.literal('days'), start: z.iso.date(), end: z.iso.date() }),
  /** A moment with its day and time: "zaterdag 28 november, 13.00 uur". */
  z.object({ kind: z.literal('moment'), at: z.iso.datetime(), timeZone: z.string() }),
  /** From one clock time to another: "13.00 tot 15.00 uur". */
  z.object({
    kind: z.literal('clock'),
    from: z.iso.datetime(),
    until: z.iso.datetime(),
    timeZone: z.string(),
  }),
  /** A price in cents of a euro: "gratis", "€ 2,50". */
  z.object({ kind: z.literal('price'), cents: z.int().nonnegative() }),
  /** A text that the data holds in several languages. */
  z.object({ kind: z.literal('either'), nl: z.string(), en: z.string() }),
  /** Names said with commas and "en" or "and". */
  z.object({ kind: z.literal('list'), items: z.array(z.string()) }),
  /** Other texts of ours inside this one, with commas between them. */
  z.object({
    kind: z.literal('texts'),
    get texts() {
      return z.array(textSchema)
    },
  }),
])

const textValue = z.union([plainValue, spokenValue])
export type TextValue = z.infer<typeof textValue>

const textSchema: z.ZodObject<{
  key: z.ZodType<ReplyKey, string>
  values: z.ZodOptional<z.ZodRecord<z.ZodString, typeof textValue>>
}> = z.object({
  key: z.string().refine(isReplyKey),
  values: z.record(z.string(), textValue).optional(),
})
/** A sentence or two by its key. */
export type Text = z.infer<typeof textSchema>

const choice = z.object({ label: textSchema, value: z.string().min(1).max(64) })
/** Something to press, or to answer by its number or its words. `value` is 1-64 bytes of ASCII. */
export type Choice = z.infer<typeof choice>

const card = z.object({ title: textValue, lines: z.array(textSchema), choices: z.array(choice) })
/** One result in a list. */
export type Card = z.infer<typeof card>

const picture = z.object({ path: z.string(), alternative: textSchema })
/** A picture by its path on our own site, with the words for who cannot see it. */
export type Picture = z.infer<typeof picture>

/** Messages of ours for which a platform may want a text that it approved beforehand. */
export const approvedNames = [
  'reminder_evening',
  'reminder_morning',
  'how_was_it',
  'weekly_tip',
] as const
export type ApprovedName = (typeof approvedNames)[number]

/** The same message as an approved text, whose `{{1}}`, `{{2}}` … are these values. */
const approved = z.object({ name: z.enum(approvedNames), values: z.array(textValue) })

/** Reads a reply back from the outbox. */
export const replySchema = z.object({
  paragraphs: z.array(textSchema),
  cards: z.array(card),
  closing: z.array(textSchema),
  choices: z.array(choice),
  picture: picture.nullable(),
  approved: approved.nullable().default(null),
})
export type Reply = z.infer<typeof replySchema>

/** Makes a reply from its parts; what is left out is empty. */
export function reply(parts: Partial<Reply> & { paragraphs: Text[] }): Reply {
  return { cards: [], closing: [], choices: [], picture: null, approved: null, ...parts }
}

/** A choice with the number it can be typed as. */
export interface NumberedChoice {
  readonly number: number
  readonly choice: Choice
}

/**
 * Numbers the choices of a reply: the first choice of each card takes the card's own number,
 * then come the cards' other choices, then those of the reply itself.
 */
export function numberChoices(reply: Reply): readonly NumberedChoice[] {
  const first = reply.cards.flatMap((card) => card.choices.slice(0, 1))
  const other = reply.cards.flatMap((card) => card.choices.slice(1))
  return [...first, ...other, ...reply.choices].map((choice, index) => ({
    number: index + 1,
    choice,
  }))
}

/** Makes a text from its key and values. */
export function text(key: ReplyKey, values?: Record<string, TextValue>): Text {
  return values === undefined ? { key } : { key, values }
}

/** Makes a value of other texts of ours, said with commas between them. */
export const texts = (...inner: Text[]): TextValue => ({ kind: 'texts', texts: inner })
