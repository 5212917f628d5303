import type { EndorsementWords } from '../../badges/endorsement-credential.ts'
import type { SharedBadge } from '../../badges/find-share.ts'
import type { Locale } from '../../language/locale.ts'
import { translator } from '../../language/translate.ts'
import { html } from '../html.ts'
import { Layout } from '../layout.tsx'

export interface EndorsePageProps {
  readonly badge: SharedBadge
  /** Where the form is sent: the page's own path. */
  readonly path: string
  readonly locale: Locale
  /** Most characters of a name and of the comment. */
  readonly longest: { readonly name: number; readonly comment: number }
  /** Whether what was sent could not be taken. */
  readonly again?: boolean
}

/** A form in which somebody who knows the learner's work says something about a badge. */
export function endorsePage({ badge, path, locale, longest, again = false }: EndorsePageProps) {
  const say = translator(locale, 'pages')
  const title = say('endorse.title', { badge: badge.name[locale] })
  return html(
    <Layout locale={locale} title={title} noIndex>
      <article class="card narrow">
        <h1>{title}</h1>
        <p class="lead">{say('endorse.lead')}</p>
        {again && <p role="alert">{say('endorse.again')}</p>}
        <form class="fields" method="post" action={`${path}?lang=${locale}`}>
          {(['name', 'organisation'] as const).map((field) => (
            <p key={field}>
              <label for={field}>{say(`endorse.${field}`)}</label>
              <input
                type="text"
                id={field}
                name={field}
                required
                minlength={2}
                maxlength={longest.name}
              />
            </p>
          ))}
          <p>
            <label for="comment">{say('endorse.comment')}</label>
            <textarea
              id="comment"
              name="comment"
              rows={4}
              required
              minlength={2}
              maxlength={longest.comment}
            />
          </p>
          <button class="button" type="submit">
            {say('endorse.send')}
          </button>
        </form>
      </article>
    </Layout>,
  )
}

export interface ConfirmPageProps {
  readonly words: EndorsementWords
  readonly path: string
  readonly until: number
  readonly proof: string
  readonly locale: Locale
}

/** What somebody said, to be confirmed by them: opening the link alone confirms nothing. */
export function confirmPage({ words, path, until, proof, locale }: ConfirmPageProps) {
  const say = translator(locale, 'pages')
  return html(
    <Layout locale={locale} title={say('endorse.confirm.title')} noIndex>
      <article class="card narrow">
        <h1>{say('endorse.confirm.title')}</h1>
        <p>{say('endorse.confirm.lead')}</p>
        <blockquote class="lead">{words.comment}</blockquote>
        <p>
          {words.name}, {words.organisation}
        </p>
        <form method="post" action={`${path}?lang=${locale}`}>
          <input type="hidden" name="until" value={String(until)} />
          <input type="hidden" name="proof" value={proof} />
          <button class="button" type="submit">
            {say('endorse.confirm.yes')}
          </button>
        </form>
      </article>
    </Layout>,
  )
}

/** Says what happens next: the learner is asked, it stands in the badge, or it has to wait. */
export function endorsedPage(state: 'asked' | 'confirmed' | 'later', locale: Locale): string {
  const say = translator(locale, 'pages')
  return html(
    <Layout locale={locale} title={say(`endorse.${state}.title`)} noIndex>
      <article class="card narrow">
        <h1>{say(`endorse.${state}.title`)}</h1>
        <p class="lead">{say(`endorse.${state}.text`)}</p>
      </article>
    </Layout>,
  )
}
