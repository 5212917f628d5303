import { createInstance, type i18n } from 'i18next'
import enCity from '../../locales/en/city.json' with { type: 'json' }
import enFormats from '../../locales/en/formats.json' with { type: 'json' }
import enPages from '../../locales/en/pages.json' with { type: 'json' }
import enReplies from '../../locales/en/replies.json' with { type: 'json' }
import enStory from '../../locales/en/story.json' with { type: 'json' }
import nlCity from '../../locales/nl/city.json' with { type: 'json' }
import nlFormats from '../../locales/nl/formats.json' with { type: 'json' }
import nlPages from '../../locales/nl/pages.json' with { type: 'json' }
import nlReplies from '../../locales/nl/replies.json' with { type: 'json' }
import nlStory from '../../locales/nl/story.json' with { type: 'json' }
import { type Locale, locales } from './locale.ts'

const resources = {
  nl: { formats: nlFormats, replies: { ...nlReplies, ...nlStory }, pages: nlPages, city: nlCity },
  en: { formats: enFormats, replies: { ...enReplies, ...enStory }, pages: enPages, city: enCity },
} satisfies Record<Locale, Record<string, object>>

/** A file of texts in `locales/<language>/`. */
export type Namespace = keyof (typeof resources)['nl']

type Leaves<Tree, Path extends string = ''> = {
  [Key in keyof Tree & string]: Tree[Key] extends string
    ? `${Path}${Key}`
    : Leaves<Tree[Key], `${Path}${Key}.`>
}[keyof Tree & string]

type WithoutPlural<Key extends string> = Key extends `${infer Stem}_${'one' | 'other'}` ? Stem : Key

/** The keys of what the chat says, by their path; English has the same ones (tested). */
export type ReplyKey = WithoutPlural<Leaves<typeof nlReplies & typeof nlStory>>

/** The keys of `locales/nl/pages.json`. */
export type PageKey = WithoutPlural<Leaves<typeof nlPages>>

/** The keys of `locales/nl/city.json`. */
export type CityKey = WithoutPlural<Leaves<typeof nlCity>>

interface KeysOf extends Record<Namespace, string> {
  readonly replies: ReplyKey
  readonly pages: PageKey
  readonly city: CityKey
  readonly formats: Leaves<typeof nlFormats>
}

/** Values for the `{{placeholders}}` of a text; `count` chooses singular or plural. */
export type Values = Readonly<Record<string, string | number>>

const texts: i18n = createInstance()
// Values are escaped where they become HTML or a channel's markup, not here.
texts.init({
  resources,
  lng: 'nl',
  supportedLngs: [...locales],
  fallbackLng: false,
  defaultNS: 'replies',
  interpolation: { escapeValue: false },
  returnNull: false,
  initAsync: false,
})

/**
 * Gives the function that says the texts of one file in one language.
 *
 * @example translator('nl', 'replies')('thanks.welcome') // 'Graag gedaan.'
 */
export function translator<Name extends Namespace>(
  locale: Locale,
  namespace: Name,
): (key: KeysOf[Name], values?: Values) => string {
  const translate = texts.getFixedT(locale, namespace)
  return (key, values) => translate(String(key), { ...values })
}

/** Tells whether a string from outside (a reply stored by an earlier version) is a key of ours. */
export function isReplyKey(key: string): key is ReplyKey {
  return (
    texts.exists(key, { lng: 'nl', ns: 'replies' }) ||
    texts.exists(`${key}_other`, { lng: 'nl', ns: 'replies' })
  )
}
