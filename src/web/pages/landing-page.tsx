import type { City } from '../../cities/city.ts'
import type { Locale } from '../../language/locale.ts'
import { translator } from '../../language/translate.ts'
import { html } from '../html.ts'
import { Layout } from '../layout.tsx'
import { cityPath } from '../paths.ts'

const steps = ['ask', 'go', 'badge', 'share'] as const

/** What Stapje is, on one screen. */
export function landingPage(city: City, locale: Locale): string {
  const say = translator(locale, 'pages')
  const values = { city: city.name[locale] }
  return html(
    <Layout
      locale={locale}
      title={say('landing.title', values)}
      description={say('landing.lead', values)}
    >
      <div class="intro">
        <h1>{say('landing.title', values)}</h1>
        <p class="lead">{say('landing.lead', values)}</p>
      </div>
      <p>
        <a class="button" href={`${cityPath(city.slug)}?lang=${locale}`}>
          {say('landing.whatsOn')}
        </a>
      </p>
      <div class="card talk">
        <p class="said by-you">{say('landing.talk.question')}</p>
        <p class="said by-us">{say('landing.talk.answer')}</p>
        <p class="said by-you">{say('landing.talk.choice')}</p>
        <p class="said by-us">{say('landing.talk.done')}</p>
      </div>
      <ol class="steps">
        {steps.map((step) => (
          <li key={step}>
            <strong>{say(`landing.${step}.title`)}</strong> {say(`landing.${step}.text`)}
          </li>
        ))}
      </ol>
    </Layout>,
  )
}
