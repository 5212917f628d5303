import type { VNode } from 'preact'
import type { ListedAchievement } from '../../../badges/list-achievements.ts'
import { skillNames } from '../../../badges/make/esco-skills.ts'
import { achievementLimits } from '../../../badges/make/limits.ts'
import { sayText } from '../../../conversation/speak.ts'
import { translator } from '../../../language/translate.ts'
import { topics } from '../../../understand/understood.ts'
import { html } from '../../html.ts'
import type { AdminVisit } from '../admin-area.ts'
import { AdminForm, AdminLayout, adminPath } from '../admin-layout.tsx'
import { SelectField, TextField } from '../fields.tsx'
import type { BadgeFaults, BadgeFields } from './badge-form.ts'

/** The organisation's badges, the one given most first. */
export function badgesPage(visit: AdminVisit, badges: readonly ListedAchievement[]): string {
  const { locale } = visit
  const say = translator(locale, 'admin')
  const sayReply = translator(locale, 'replies')
  return html(
    <AdminLayout visit={visit} page="badges">
      <p>
        <a class="button" href={`${adminPath('badges')}/new?lang=${locale}`}>
          {sayReply('making_badge.new')}
        </a>
      </p>
      {badges.length === 0 && <p>{say('badges.none')}</p>}
      <ul class="rows">
        {badges.map(({ id, kind, name, given }) => (
          <li key={id} class={`card ${kind}`}>
            <p class="chip">{sayReply(`badges.kind.${kind}`)}</p>
            <h2>
              <a href={`${adminPath('badges')}/${id}?lang=${locale}`}>{name[locale]}</a>
            </h2>
            <p class="quiet-text">{sayReply('making_badge.given', { count: given })}</p>
          </li>
        ))}
      </ul>
    </AdminLayout>,
  )
}

export interface BadgePageProps {
  readonly visit: AdminVisit
  readonly path: string
  readonly isNew: boolean
  readonly fields: BadgeFields
  readonly faults: BadgeFaults
}

/** One badge in its form. What was given stays as it was signed. */
export function badgePage({ visit, path, isNew, fields, faults }: BadgePageProps): string {
  const { locale, admin } = visit
  const say = translator(locale, 'admin')
  const sayReply = translator(locale, 'replies')
  const title = isNew ? sayReply('making_badge.new') : fields.nameNl || fields.nameEn
  const field = (name: keyof BadgeFields) => {
    const fault = faults[name]
    return {
      name,
      value: fields[name],
      fault: fault === undefined ? undefined : sayText(locale, fault),
    }
  }
  const none = { value: '', name: say('form.none') }
  return html(
    <AdminLayout visit={visit} page="badges" title={title}>
      <AdminForm admin={admin} action={`${path}?lang=${locale}`} class="card form">
        {Object.keys(faults).length > 0 && (
          <p class="form-fault" role="alert">
            {say('form.faults')}
          </p>
        )}
        {isNew && (
          <SelectField
            {...field('kind')}
            label={sayReply('making_badge.label.kind')}
            options={[
              { value: '', name: say('form.choose') },
              { value: 'encouragement', name: sayReply('making_badge.kindEncouragement') },
              { value: 'skill', name: sayReply('making_badge.kindSkill') },
            ]}
          />
        )}
        <div class="halves">
          <BadgeWords legend={say('form.dutch')} language="Nl" locale={locale} field={field} />
          <BadgeWords legend={say('form.english')} language="En" locale={locale} field={field} />
        </div>
        {(isNew || fields.kind === 'skill') && (
          <SelectField
            {...field('skill')}
            label={sayReply('making_badge.label.skill')}
            hint={say(isNew ? 'badges.skillHint' : 'badges.moreSkillHint')}
            options={[
              none,
              ...skillNames.map((name) => ({ value: name, name: sayReply(`skill.${name}`) })),
            ]}
          />
        )}
        <SelectField
          {...field('topic')}
          label={sayReply('making_badge.label.topic')}
          options={[
            none,
            ...topics.map((topic) => ({ value: topic, name: sayReply(`find.topic.${topic}`) })),
          ]}
        />
        {!isNew && <p class="hint">{say('badges.stays')}</p>}
        <p>
          <button class="button" type="submit">
            {sayReply('forms.save')}
          </button>
        </p>
      </AdminForm>
    </AdminLayout>,
  )
}

interface BadgeWordsProps {
  readonly legend: string
  readonly language: 'Nl' | 'En'
  readonly locale: AdminVisit['locale']
  readonly field: (name: keyof BadgeFields) => {
    readonly name: string
    readonly value: string
    readonly fault: string | undefined
  }
}

function BadgeWords({ legend, language, locale, field }: BadgeWordsProps): VNode {
  const sayReply = translator(locale, 'replies')
  const lang = language.toLowerCase()
  const { nameCharacters, textCharacters } = achievementLimits
  return (
    <fieldset>
      <legend>{legend}</legend>
      <TextField
        {...field(`name${language}`)}
        label={sayReply('making_badge.label.name')}
        mostCharacters={nameCharacters}
        lang={lang}
      />
      {(['description', 'criteria'] as const).map((part) => (
        <TextField
          key={part}
          {...field(`${part}${language}`)}
          label={sayReply(`making_badge.label.${part}`)}
          mostCharacters={textCharacters}
          rows={4}
          lang={lang}
        />
      ))}
    </fieldset>
  )
}
