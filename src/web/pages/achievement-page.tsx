import type { AchievementKind } from '../../badges/credential.ts'
import { picturePath } from '../../badges/picture.ts'
import type { InEveryLocale, Locale } from '../../language/locale.ts'
import { translator } from '../../language/translate.ts'
import { html } from '../html.ts'
import { Layout } from '../layout.tsx'

/** A badge as such, whoever has it. */
export interface AchievementPageProps {
  readonly id: string
  readonly kind: AchievementKind
  readonly name: InEveryLocale
  readonly description: InEveryLocale
  readonly criteria: InEveryLocale
  readonly organisation: { readonly id: string; readonly name: string }
}

/** What a badge is given for, for people; programs get the same as an Achievement. */
export function achievementPage(achievement: AchievementPageProps, locale: Locale): string {
  const say = translator(locale, 'pages')
  const { id, kind, organisation } = achievement
  const name = achievement.name[locale]
  const description = achievement.description[locale]
  return html(
    <Layout locale={locale} title={name} description={description}>
      <article class={`card badge ${kind}`}>
        <div class="badge-head">
          <img
            src={picturePath(id)}
            alt={say('share.pictureOf', { badge: name })}
            width="176"
            height="176"
          />
          <div>
            <p class="chip">{say(`kind.${kind}`)}</p>
            <h1>{name}</h1>
            {kind === 'encouragement' ? (
              <blockquote class="lead">{description}</blockquote>
            ) : (
              <p class="lead">{description}</p>
            )}
            <dl class="facts">
              <div>
                <dt>{say('share.givenBy')}</dt>
                <dd>
                  <a href={`/issuers/${organisation.id}?lang=${locale}`}>{organisation.name}</a>
                </dd>
              </div>
            </dl>
          </div>
        </div>
        <div class="badge-body">
          <section>
            <h2>{say('share.criteria')}</h2>
            <p>{achievement.criteria[locale]}</p>
          </section>
        </div>
      </article>
    </Layout>,
  )
}
