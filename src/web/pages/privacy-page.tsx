import type { City } from '../../cities/city.ts'
import type { Locale } from '../../language/locale.ts'
import { type PageKey, translator } from '../../language/translate.ts'
import { privacyVersion } from '../../learners/privacy-notice.ts'
import { terms } from '../../retention/terms.ts'
import { html } from '../html.ts'
import { Layout } from '../layout.tsx'

/** The parts of the page in order: a heading, and the sentences or the points under it. */
const parts: readonly { readonly title: PageKey; readonly points: readonly PageKey[] }[] = [
  {
    title: 'privacy.kept.title',
    points: [
      'privacy.kept.address',
      'privacy.kept.code',
      'privacy.kept.last',
      'privacy.kept.signups',
      'privacy.kept.steps',
      'privacy.kept.badges',
      'privacy.kept.shares',
      'privacy.kept.referrals',
      'privacy.kept.stories',
      'privacy.kept.consents',
      'privacy.kept.work',
      'privacy.kept.messages',
    ],
  },
  { title: 'privacy.notKept.title', points: ['privacy.notKept.text'] },
  { title: 'privacy.why.title', points: ['privacy.why.text'] },
  { title: 'privacy.seen.title', points: ['privacy.seen.text'] },
  { title: 'privacy.badges.title', points: ['privacy.badges.text'] },
  {
    title: 'privacy.howLong.title',
    points: [
      'privacy.howLong.words',
      'privacy.howLong.deliveries',
      'privacy.howLong.conversations',
      'privacy.howLong.shares',
      'privacy.howLong.referrals',
      'privacy.howLong.rest',
    ],
  },
  {
    title: 'privacy.yours.title',
    points: [
      'privacy.yours.stop',
      'privacy.yours.data',
      'privacy.yours.forget',
      'privacy.yours.connect',
      'privacy.yours.contact',
    ],
  },
]

/** What is kept of somebody, in plain words: the page that the first answer points to. */
export function privacyPage(city: City, locale: Locale): string {
  const say = translator(locale, 'pages')
  const values = { city: city.name[locale], contact: city.privacyContact, ...terms }
  return html(
    <Layout locale={locale} title={say('privacy.title')}>
      <article class="card narrow">
        <h1>{say('privacy.title')}</h1>
        <p class="lead">{say('privacy.lead', values)}</p>
        {parts.map(({ title, points }) => (
          <section key={title}>
            <h2>{say(title, values)}</h2>
            {points.length === 1 ? (
              points.map((point) => <p key={point}>{say(point, values)}</p>)
            ) : (
              <ul>
                {points.map((point) => (
                  <li key={point}>{say(point, values)}</li>
                ))}
              </ul>
            )}
          </section>
        ))}
        <p>{say('privacy.version', { version: privacyVersion })}</p>
      </article>
    </Layout>,
  )
}
