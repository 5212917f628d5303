import { picturePath } from '../../badges/picture.ts'
import type { InEveryLocale, Locale } from '../../language/locale.ts'
import { translator } from '../../language/translate.ts'
import { html } from '../html.ts'
import { Layout } from '../layout.tsx'

/** An organisation that gives badges. */
export interface IssuerPageProps {
  readonly id: string
  readonly name: string
  readonly website: string | null
  readonly about: InEveryLocale
  readonly badges: readonly { readonly id: string; readonly name: InEveryLocale }[]
}

/** Who gives badges, for people; programs get the same as a Profile. */
export function issuerPage(issuer: IssuerPageProps, locale: Locale): string {
  const say = translator(locale, 'pages')
  return html(
    <Layout locale={locale} title={issuer.name} description={issuer.about[locale]}>
      <article class="card narrow">
        <p class="chip">{say('issuer.kind')}</p>
        <h1>{issuer.name}</h1>
        <p class="lead">{issuer.about[locale]}</p>
        {issuer.website !== null && (
          <p>
            <a href={issuer.website} rel="noreferrer">
              {issuer.website}
            </a>
          </p>
        )}
        <h2>{say('issuer.badges')}</h2>
        <ul class="gallery">
          {issuer.badges.map(({ id, name }) => (
            <li key={id}>
              <img src={picturePath(id)} alt="" width="56" height="56" loading="lazy" />
              <a href={`/achievements/${id}?lang=${locale}`}>{name[locale]}</a>
            </li>
          ))}
        </ul>
      </article>
    </Layout>,
  )
}
