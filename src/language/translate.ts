import { createInstance, type i18n, type TFunction } from 'i18next'
import enAdmin from '../../locales/en/admin.json' with { type: 'json' }
import enBadgeStatus from '../../locales/en/badge-status.json' with { type: 'json' }
import enBadges from '../../locales/en/badges.json' with { type: 'json' }
import enCity from '../../locales/en/city.json' with { type: 'json' }
import enFormats from '../../locales/en/formats.json' with { type: 'json' }
import enHandOver from '../../locales/en/hand-over.json' with { type: 'json' }
import enImports from '../../locales/en/imports.json' with { type: 'json' }
import enMilestones from '../../locales/en/milestones.json' with { type: 'json' }
import enNeedToKnow from '../../locales/en/need-to-know.json' with { type: 'json' }
import enPages from '../../locales/en/pages.json' with { type: 'json' }
import enPathways from '../../locales/en/pathways.json' with { type: 'json' }
import enRecommend from '../../locales/en/recommend.json' with { type: 'json' }
import enReminders from '../../locales/en/reminders.json' with { type: 'json' }
import enReplies from '../../locales/en/replies.json' with { type: 'json' }
import enRights from '../../locales/en/rights.json' with { type: 'json' }
import enRightsPages from '../../locales/en/rights-pages.json' with { type: 'json' }
import enSessions from '../../locales/en/sessions.json' with { type: 'json' }
import enSheets from '../../locales/en/sheets.json' with { type: 'json' }
import enSkills from '../../locales/en/skills.json' with { type: 'json' }
import enStory from '../../locales/en/story.json' with { type: 'json' }
import enVerification from '../../locales/en/verification.json' with { type: 'json' }
import enWorkers from '../../locales/en/workers.json' with { type: 'json' }
import nlAdmin from '../../locales/nl/admin.json' with { type: 'json' }
import nlBadgeStatus from '../../locales/nl/badge-status.json' with { type: 'json' }
import nlBadges from '../../locales/nl/badges.json' with { type: 'json' }
import nlCity from '../../locales/nl/city.json' with { type: 'json' }
import nlFormats from '../../locales/nl/formats.json' with { type: 'json' }
import nlHandOver from '../../locales/nl/hand-over.json' with { type: 'json' }
import nlImports from '../../locales/nl/imports.json' with { type: 'json' }
import nlMilestones from '../../locales/nl/milestones.json' with { type: 'json' }
import nlNeedToKnow from '../../locales/nl/need-to-know.json' with { type: 'json' }
import nlPages from '../../locales/nl/pages.json' with { type: 'json' }
import nlPathways from '../../locales/nl/pathways.json' with { type: 'json' }
import nlRecommend from '../../locales/nl/recommend.json' with { type: 'json' }
import nlReminders from '../../locales/nl/reminders.json' with { type: 'json' }
import nlReplies from '../../locales/nl/replies.json' with { type: 'json' }
import nlRights from '../../locales/nl/rights.json' with { type: 'json' }
import nlRightsPages from '../../locales/nl/rights-pages.json' with { type: 'json' }
import nlSessions from '../../locales/nl/sessions.json' with { type: 'json' }
import nlSheets from '../../locales/nl/sheets.json' with { type: 'json' }
import nlSkills from '../../locales/nl/skills.json' with { type: 'json' }
import nlStory from '../../locales/nl/story.json' with { type: 'json' }
import nlVerification from '../../locales/nl/verification.json' with { type: 'json' }
import nlWorkers from '../../locales/nl/workers.json' with { type: 'json' }
import { type Locale, locales } from './locale.ts'

// Replies and pages stand in a file for each subject; their keys begin with other words.
const nlSaid = {
  ...nlReplies,
  ...nlRights,
  ...nlWorkers,
  ...nlSessions,
  ...nlStory,
  ...nlHandOver,
  ...nlNeedToKnow,
  ...nlPathways,
  ...nlMilestones,
  ...nlReminders,
  ...nlRecommend,
  ...nlSheets,
  ...nlSkills,
  ...nlBadgeStatus,
}
const enSaid = {
  ...enReplies,
  ...enRights,
  ...enWorkers,
  ...enSessions,
  ...enStory,
  ...enHandOver,
  ...enNeedToKnow,
  ...enPathways,
  ...enMilestones,
  ...enReminders,
  ...enRecommend,
  ...enSheets,
  ...enSkills,
  ...enBadgeStatus,
}
const nlShown = { ...nlPages, ...nlRightsPages }
const enShown = { ...enPages, ...enRightsPages }

const resources = {
  nl: {
    formats: nlFormats,
    replies: nlSaid,
    pages: nlShown,
    badges: nlBadges,
    city: nlCity,
    admin: nlAdmin,
    imports: nlImports,
    verification: nlVerification,
  },
  en: {
    formats: enFormats,
    replies: enSaid,
    pages: enShown,
    badges: enBadges,
    city: enCity,
    admin: enAdmin,
    imports: enImports,
    verification: enVerification,
  },
} satisfies Record<Locale, Record<string, object>>

/** A set of texts: what is said in chats, or one of the other files of `locales/<language>/`. */
export type Namespace = keyof (typeof resources)['nl']

type Leaves<Tree, Path extends string = ''> = {
  [Key in keyof Tree & string]: Tree[Key] extends string
    ? `${Path}${Key}`
    : Leaves<Tree[Key], `${Path}${Key}.`>
}[keyof Tree & string]

type WithoutPlural<Key extends string> = Key extends `${infer Stem}_${'one' | 'other'}` ? Stem : Key

/** The keys of replies in `locales/nl/`, by their path; English has the same ones (tested). */
export type ReplyKey = WithoutPlural<Leaves<typeof nlSaid>>

/** The keys of pages in `locales/nl/`. */
export type PageKey = WithoutPlural<Leaves<typeof nlShown>>

/** The keys of `locales/nl/badges.json`: words that stand in badges and their files. */
export type BadgeKey = WithoutPlural<Leaves<typeof nlBadges>>

/** The keys of `locales/nl/imports.json`. */
export type ImportKey = WithoutPlural<Leaves<typeof nlImports>>

/** The keys of `locales/nl/admin.json`. */
export type AdminKey = WithoutPlural<Leaves<typeof nlAdmin>>

/** The keys of `locales/nl/city.json`. */
export type CityKey = WithoutPlural<Leaves<typeof nlCity>>

interface KeysOf extends Record<Namespace, string> {
  readonly replies: ReplyKey
  readonly pages: PageKey
  readonly badges: BadgeKey
  readonly city: CityKey
  readonly admin: AdminKey
  readonly imports: ImportKey
  readonly formats: Leaves<typeof nlFormats>
  /** Every code of every step has its words (tested). */
  readonly verification: Leaves<typeof nlVerification> | `codes.${string}.${string}`
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

const ofLocale = (locale: Locale): Readonly<Record<Namespace, TFunction>> => ({
  formats: texts.getFixedT(locale, 'formats'),
  replies: texts.getFixedT(locale, 'replies'),
  pages: texts.getFixedT(locale, 'pages'),
  badges: texts.getFixedT(locale, 'badges'),
  city: texts.getFixedT(locale, 'city'),
  admin: texts.getFixedT(locale, 'admin'),
  imports: texts.getFixedT(locale, 'imports'),
  verification: texts.getFixedT(locale, 'verification'),
})
const fixed: Readonly<Record<Locale, Readonly<Record<Namespace, TFunction>>>> = {
  nl: ofLocale('nl'),
  en: ofLocale('en'),
}

/**
 * Gives the function that says the texts of one file in one language.
 *
 * @example translator('nl', 'replies')('thanks.welcome') // 'Graag gedaan.'
 */
export function translator<Name extends Namespace>(
  locale: Locale,
  namespace: Name,
): (key: KeysOf[Name], values?: Values) => string {
  return (key, values) => fixed[locale][namespace](String(key), { ...values })
}

/** Tells whether a string from outside (a reply stored by an earlier version) is a key of ours. */
export function isReplyKey(key: string): key is ReplyKey {
  return (
    texts.exists(key, { lng: 'nl', ns: 'replies' }) ||
    texts.exists(`${key}_other`, { lng: 'nl', ns: 'replies' })
  )
}
