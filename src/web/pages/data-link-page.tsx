import type { Locale } from '../../language/locale.ts'
import { translator } from '../../language/translate.ts'
import { html } from '../html.ts'
import { Layout } from '../layout.tsx'

/**
 * What a link to somebody's data opens: a button, and nothing of the data. A chat app fetches every
 * link for its preview, and would get the file.
 */
export function dataLinkPage(locale: Locale): string {
  const say = translator(locale, 'pages')
  return html(
    <Layout locale={locale} title={say('dataLink.title')} noIndex>
      <article class="card narrow">
        <h1>{say('dataLink.title')}</h1>
        <p class="lead">{say('dataLink.lead')}</p>
        <p>{say('dataLink.inside')}</p>
        <form method="post">
          <button class="button" type="submit">
            {say('dataLink.button')}
          </button>
        </form>
      </article>
    </Layout>,
  )
}
