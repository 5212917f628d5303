import type { VNode } from 'preact'
import type { City } from '../../cities/city.ts'
import type { Impact, Series } from '../../impact/read-impact.ts'
import { sayMonth, sayShortMonth } from '../../language/format.ts'
import type { Locale } from '../../language/locale.ts'
import { translator } from '../../language/translate.ts'
import { html } from '../html.ts'
import { Layout } from '../layout.tsx'
import { cityPath } from '../paths.ts'
import { MonthBars } from './month-bars.tsx'

export interface ImpactPageProps {
  readonly city: City
  readonly locale: Locale
  readonly impact: Impact
}

/** What came of it: people, badges, topics and neighbourhoods by month, where nobody can be recognised. */
export function impactPage(props: ImpactPageProps): string {
  const { city, locale, impact } = props
  const say = translator(locale, 'city')
  const pages = translator(locale, 'pages')
  const replies = translator(locale, 'replies')
  const cityName = city.name[locale]
  const title = say('impact.title', { city: cityName })
  const lead = say('impact.lead', {
    from: sayMonth(locale, impact.months[0] ?? ''),
    until: sayMonth(locale, impact.months.at(-1) ?? ''),
  })
  const placeName = (slug: string) =>
    city.places.find((place) => place.slug === slug)?.name ?? say('impact.online')
  const people: Series = { key: 'people', values: impact.people }
  return html(
    <Layout locale={locale} title={title} description={lead} styles="city.css" wide>
      <p class="back">
        <a href={`${cityPath(city.slug)}?lang=${locale}`}>
          {say('activity.back', { city: cityName })}
        </a>
      </p>
      <div class="intro">
        <h1>{title}</h1>
        <p class="lead">{lead}</p>
      </div>
      <Figures {...props} id="people" series={[people]} nameOf={() => say('impact.people')}>
        <p>{say('impact.peopleText')}</p>
      </Figures>
      <Figures {...props} id="kinds" series={impact.kinds} nameOf={(key) => pages(kindKey(key))} />
      <Figures
        {...props}
        id="topics"
        series={impact.topics}
        nameOf={(key) => replies(topicKey(impact, key))}
      >
        <p>{say('impact.topicsText')}</p>
      </Figures>
      <Figures {...props} id="neighbourhoods" series={impact.neighbourhoods} nameOf={placeName}>
        <p>{say('impact.topicsText')}</p>
      </Figures>
      <section class="card narrow" aria-labelledby="rule">
        <h2 id="rule">{say('impact.ruleTitle')}</h2>
        <p>{say('impact.rule')}</p>
      </section>
    </Layout>,
  )
}

function kindKey(key: string): 'kind.skill' | 'kind.pathway' | 'kind.encouragement' {
  return key === 'skill' || key === 'pathway' ? `kind.${key}` : 'kind.encouragement'
}

function topicKey({ topics }: Impact, key: string) {
  const topic = topics.find((series) => series.key === key)?.key ?? 'work'
  return `find.topic.${topic}` as const
}

interface FiguresProps extends ImpactPageProps {
  readonly id: 'people' | 'kinds' | 'topics' | 'neighbourhoods'
  readonly series: readonly Series[]
  readonly nameOf: (key: string) => string
  readonly children?: VNode
}

/** Plots side by side on one scale, and the same in a table. A series with nothing to show has no plot. */
function Figures(props: FiguresProps): VNode {
  const { id, locale, impact, series, nameOf, children } = props
  const say = translator(locale, 'city')
  const seen = series.filter(({ values }) => values.some((value) => value !== null))
  const highest = Math.max(1, ...seen.flatMap(({ values }) => values.map((value) => value ?? 0)))
  const single = series.length === 1
  return (
    <section class="card" aria-labelledby={id}>
      <h2 id={id}>{say(`impact.${id}`)}</h2>
      {children}
      {seen.length === 0 && <p class="quiet-text">{say('impact.nothing')}</p>}
      <div class={`plots ${single ? 'single' : ''}`}>
        {seen.map(({ key, values }) => (
          <figure key={key} class={id === 'kinds' ? key : undefined}>
            {!single && <figcaption>{nameOf(key)}</figcaption>}
            <MonthBars
              id={`${id}-${key}`}
              name={nameOf(key)}
              locale={locale}
              months={impact.months}
              values={values}
              highest={highest}
            />
          </figure>
        ))}
      </div>
      {seen.length > 0 && seen.length < series.length && (
        <p class="quiet-text">{say('impact.others')}</p>
      )}
      {seen.length > 0 && <Table {...props} series={seen} />}
    </section>
  )
}

function Table({ id, locale, impact, series, nameOf }: FiguresProps): VNode {
  const say = translator(locale, 'city')
  return (
    <details>
      <summary>{say('impact.table')}</summary>
      <table aria-labelledby={id}>
        <thead>
          <tr>
            <th scope="col">{say('impact.what')}</th>
            {impact.months.map((month) => (
              <th key={month} scope="col" abbr={sayMonth(locale, month)}>
                {sayShortMonth(locale, month).replace('.', '')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {series.map(({ key, values }) => (
            <tr key={key}>
              <th scope="row">{nameOf(key)}</th>
              {impact.months.map((month, index) => (
                <td key={month}>
                  {values[index] ?? (
                    <>
                      <span aria-hidden="true">–</span>
                      <span class="unseen">{say('impact.hidden')}</span>
                    </>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
