import { commandWord } from '../../conversation/commands.ts'
import type { Locale } from '../../language/locale.ts'
import { translator } from '../../language/translate.ts'
import { html } from '../html.ts'
import { Layout } from '../layout.tsx'

/** What the link in the chat opens: a button. A chat app fetches every link for its preview, and would use it up. */
export function enterPage(locale: Locale): string {
  const say = translator(locale, 'admin')
  return html(
    <Layout locale={locale} title={say('enter.title')} noIndex>
      <article class="card narrow">
        <h1>{say('enter.title')}</h1>
        <p class="lead">{say('enter.lead')}</p>
        <form method="post">
          <button class="button" type="submit">
            {say('enter.button')}
          </button>
        </form>
      </article>
    </Layout>,
  )
}

/** Says how to get in: ask the bot for a link. */
export function signedOutPage(locale: Locale, why: 'noSession' | 'linkOver' | 'left'): string {
  const say = translator(locale, 'admin')
  const command = commandWord(locale, 'admin').usage
  return html(
    <Layout locale={locale} title={say(`out.${why}`)} noIndex>
      <article class="card narrow">
        <h1>{say(`out.${why}`)}</h1>
        <p class="lead">{say('out.how', { command })}</p>
        <p>{say('out.who')}</p>
      </article>
    </Layout>,
  )
}
