import type { Locale } from '../../language/locale.ts'
import { translator } from '../../language/translate.ts'
import { html } from '../html.ts'
import { Layout } from '../layout.tsx'
import type { ProblemCode } from '../problem.ts'

/** A page that says kindly why what was asked is not there, and what to do. */
export function messagePage(locale: Locale, code: ProblemCode, path: string): string {
  const say = translator(locale, 'pages')
  const words = code === 'not-found' && path.startsWith('/b/') ? 'unknown-link' : code
  return html(
    <Layout locale={locale} title={say(`message.${words}.title`)} noIndex>
      <article class="card narrow">
        <h1>{say(`message.${words}.title`)}</h1>
        <p class="lead">{say(`message.${words}.text`)}</p>
        <p>
          <a class="button" href={`/?lang=${locale}`}>
            {say('message.home')}
          </a>
        </p>
      </article>
    </Layout>,
  )
}
