import type { City } from '../../cities/city.ts'
import type { Locale } from '../../language/locale.ts'
import { translator } from '../../language/translate.ts'
import { html } from '../html.ts'
import { Layout } from '../layout.tsx'

const parts = ['kept', 'notKept', 'seen', 'badges', 'howLong', 'yours'] as const

/** What is kept of somebody, in plain words: the page that the first answer points to. */
export function privacyPage(city: City, locale: Locale): string {
  const say = translator(locale, 'pages')
  const values = { city: city.name[locale], contact: city.privacyContact }
  return html(
    <Layout locale={locale} title={say('privacy.title')}>
      <article class="card narrow">
        <h1>{say('privacy.title')}</h1>
        <p class="lead">{say('privacy.lead', values)}</p>
        {parts.map((part) => (
          <section key={part}>
            <h2>{say(`privacy.${part}.title`, values)}</h2>
            <p>{say(`privacy.${part}.text`, values)}</p>
          </section>
        ))}
      </article>
    </Layout>,
  )
}
