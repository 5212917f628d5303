import enTexts from '../../../locales/en/whatsapp-templates.json' with { type: 'json' }
import nlTexts from '../../../locales/nl/whatsapp-templates.json' with { type: 'json' }
import { type ApprovedName, approvedNames } from '../../../src/conversation/reply.ts'
import { type Locale, locales } from '../../../src/language/locale.ts'
import { approvedSetting } from '../../whatsapp/approved.ts'
import type { Content } from './content.ts'

interface ApprovedText {
  readonly body: string
  readonly buttons: readonly { readonly label: string; readonly id: string }[]
}

const texts: Readonly<Record<Locale, Readonly<Record<ApprovedName, ApprovedText>>>> = {
  nl: nlTexts,
  en: enTexts,
}

/** A text as WhatsApp would have approved it, with the setting that names its SID. */
export interface SimulatedApproval {
  readonly setting: string
  readonly sid: string
  readonly content: Content
}

/** Every text of `locales/<language>/whatsapp-templates.json`, approved. */
export const approvals: readonly SimulatedApproval[] = locales
  .flatMap((locale) => approvedNames.map((name) => ({ locale, name })))
  .map(({ locale, name }, index) => ({
    setting: approvedSetting(name, locale),
    sid: `HX${index.toString(16).padStart(32, '0')}`,
    content: contentOf(name, locale),
  }))

function contentOf(name: ApprovedName, locale: Locale): Content {
  const { body, buttons } = texts[locale][name]
  const actions = buttons.map(({ label, id }) => ({
    type: 'QUICK_REPLY' as const,
    title: label,
    id,
  }))
  return {
    friendly_name: name,
    language: locale,
    variables: {},
    types:
      actions.length === 0
        ? { 'twilio/text': { body } }
        : { 'twilio/quick-reply': { body, actions } },
  }
}
