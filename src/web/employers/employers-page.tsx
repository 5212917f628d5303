import type { VNode } from 'preact'
import type { City } from '../../cities/city.ts'
import type { Locale } from '../../language/locale.ts'
import { translator } from '../../language/translate.ts'
import { html } from '../html.ts'
import { Layout } from '../layout.tsx'
import { cityPath, forEmployersPath, posterPath } from '../paths.ts'
import { QrCode } from '../qr-code.tsx'

const kinds = ['encouragement', 'skill', 'pathway'] as const

interface EmployersPageProps {
  readonly city: City
  readonly locale: Locale
  readonly siteUrl: string
}

/** What a badge is and how to check one, on one screen, for whoever got a link from an applicant. */
export function employersPage({ city, locale }: EmployersPageProps): string {
  const say = translator(locale, 'city')
  const sayPage = translator(locale, 'pages')
  return html(
    <Layout
      locale={locale}
      title={say('employers.title')}
      description={say('employers.lead')}
      styles="city.css"
      wide
    >
      <div class="intro">
        <h1>{say('employers.title')}</h1>
        <p class="lead">{say('employers.lead')}</p>
      </div>
      <div class="thirds">
        <section class="card">
          <h2>{say('employers.whatTitle')}</h2>
          <p>{say('employers.what')}</p>
          <h3>{say('employers.kindsTitle')}</h3>
          <dl class="kinds">
            {kinds.map((kind) => (
              <div key={kind} class={kind}>
                <dt>{sayPage(`kind.${kind}`)}</dt>
                <dd>{say(`employers.${kind}`)}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section class="card">
          <h2>{say('employers.showsTitle')}</h2>
          <ul class="yes">
            <li>{say('employers.shows1')}</li>
            <li>{say('employers.shows2')}</li>
            <li>{say('employers.shows3')}</li>
          </ul>
          <h2>{say('employers.notTitle')}</h2>
          <ul class="no">
            <li>{say('employers.not1')}</li>
            <li>{say('employers.not2')}</li>
            <li>{say('employers.not3')}</li>
          </ul>
        </section>
        <section class="card">
          <h2>{say('employers.checkTitle')}</h2>
          <ol>
            <li>{say('employers.check1')}</li>
            <li>{say('employers.check2')}</li>
            <li>{say('employers.check3')}</li>
          </ol>
          <p>
            <a class="button" href={`/verify?lang=${locale}`}>
              {say('employers.verify')}
            </a>
          </p>
          <ul class="plain">
            <li>
              <a href={posterPath(locale)}>{say('employers.poster')}</a>
            </li>
            <li>
              <a href={`${cityPath(city.slug)}?lang=${locale}`}>
                {say('employers.home', { city: city.name[locale] })}
              </a>
            </li>
          </ul>
        </section>
      </div>
    </Layout>,
  )
}

/** A sheet of A4 to put up where employers come, with a code that leads to the page above. */
export function posterPage({ city, locale, siteUrl }: EmployersPageProps): string {
  const say = translator(locale, 'city')
  const link = `${siteUrl}${forEmployersPath(locale)}`
  return html(
    <Layout
      locale={locale}
      title={say('employers.poster')}
      description={say('poster.lead')}
      styles="city.css"
    >
      <p class="back">
        <a href={forEmployersPath(locale)}>{say('poster.back')}</a> {say('poster.print')}
      </p>
      <article class="card poster">
        <Drawings />
        <h1>{say('poster.title')}</h1>
        <p class="lead">{say('poster.lead')}</p>
        <QrCode text={link} label={say('poster.scanLabel', { link })} />
        <p>
          <strong>{say('poster.scan')}</strong>
        </p>
        <p class="address">{link.replace(/^https?:\/\//, '')}</p>
        <p class="quiet-text">Stapje {city.name[locale]}</p>
      </article>
    </Layout>,
  )
}

/** One badge of each kind, as they look on the badges themselves. */
function Drawings(): VNode {
  return (
    <p class="drawings">
      {kinds.map((kind) => (
        <img key={kind} src={`/assets/kinds/${kind}.svg`} alt="" width="120" height="120" />
      ))}
    </p>
  )
}
