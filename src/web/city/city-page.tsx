import type { VNode } from 'preact'
import type { ListedSession } from '../../activities/session-details.ts'
import type { City } from '../../cities/city.ts'
import { sayDays } from '../../language/format.ts'
import type { Locale } from '../../language/locale.ts'
import { translator } from '../../language/translate.ts'
import type { ReadableStory } from '../../stories/published-stories.ts'
import type { DayRange } from '../../understand/understood.ts'
import type { ChatWay } from '../context.ts'
import { html } from '../html.ts'
import { Layout } from '../layout.tsx'
import { cityPath, impactPath } from '../paths.ts'
import { ChatWays } from './chat-ways.tsx'
import { CityMap } from './city-map.tsx'
import { SessionList } from './session-list.tsx'
import { WhatsOnForm } from './whats-on-form.tsx'
import { dayTabs, type WhatsOnQuery, writeWhatsOnQuery } from './whats-on-query.ts'

export interface CityPageProps {
  readonly city: City
  readonly locale: Locale
  readonly siteUrl: string
  readonly query: WhatsOnQuery
  readonly days: DayRange
  /** Everything on those days; the page shows a part. */
  readonly sessions: readonly ListedSession[]
  readonly chatWays: readonly ChatWay[]
  readonly stories: readonly ReadableStory[]
}

/** What fits a page without it becoming heavy. */
const sessionsShown = 24

/** What is on in a city, for whoever has a free Saturday. */
export function cityPage(props: CityPageProps): string {
  const { city, locale, siteUrl, query, days, sessions, chatWays } = props
  const say = translator(locale, 'city')
  const values = { city: city.name[locale] }
  const first = (query.page - 1) * sessionsShown
  const shown = sessions.slice(first, first + sessionsShown)
  const filters = { ...writeWhatsOnQuery({ ...query, page: 1 }), lang: locale }
  return html(
    <Layout
      locale={locale}
      title={say('city.title', values)}
      description={city.about[locale]}
      query={writeWhatsOnQuery(query)}
      styles="city.css"
      wide
      head={
        <link
          rel="alternate"
          type="text/calendar"
          title={say('city.calendar')}
          href={calendarAddress(city, filters)}
        />
      }
    >
      <div class="intro">
        <h1>{say('city.title', values)}</h1>
        <p class="lead">{city.about[locale]}</p>
        {chatWays.length > 0 && (
          <p class="to-chat">
            <a href="#chat">{say('chat.title')}</a>
          </p>
        )}
      </div>
      <DayTabs {...props} />
      <div class="columns">
        <div>
          <WhatsOnForm city={city} locale={locale} query={query} />
          <p class="found" role="status">
            {say(sessions.length === 0 ? 'city.nothing' : 'city.found', {
              count: sessions.length,
              days: sayDays(locale, days.start, days.end),
            })}
          </p>
          <SessionList city={city} locale={locale} sessions={shown} />
          <Pages {...props} pages={Math.ceil(sessions.length / sessionsShown)} />
        </div>
        <aside>
          <ChatWays ways={chatWays} locale={locale} siteUrl={siteUrl} />
          <CityMap city={city} locale={locale} sessions={sessions} />
          <section class="card" aria-labelledby="more">
            <h2 id="more">{say('city.more')}</h2>
            <ul class="plain">
              <li>
                <a href={calendarAddress(city, filters)}>{say('city.calendar')}</a>
              </li>
              <li>
                <a href={`${impactPath(city.slug)}?lang=${locale}`}>{say('impact.link')}</a>
              </li>
            </ul>
          </section>
        </aside>
      </div>
      <Stories {...props} />
    </Layout>,
  )
}

/** What learners agreed to have read, each in the language it was told in. */
function Stories({ city, locale, stories }: CityPageProps): VNode | null {
  if (stories.length === 0) return null
  const say = translator(locale, 'city')
  return (
    <section class="stories" aria-labelledby="stories">
      <h2 id="stories">{say('stories.title')}</h2>
      <div>
        {stories.map(({ id, locale: language, text, name }) => (
          <figure key={id} class="card story">
            <blockquote class="lead" lang={language}>
              <p>{text}</p>
            </blockquote>
            <figcaption>{name ?? say('stories.nameless', { city: city.name[locale] })}</figcaption>
          </figure>
        ))}
      </div>
    </section>
  )
}

function calendarAddress(city: City, filters: Readonly<Record<string, string>>): string {
  const { day: _anyDay, ...kept } = filters
  return `${cityPath(city.slug)}/calendar.ics?${new URLSearchParams(kept)}`
}

function addressOf(city: City, locale: Locale, query: WhatsOnQuery): string {
  const asked = new URLSearchParams({ ...writeWhatsOnQuery(query), lang: locale })
  return `${cityPath(city.slug)}?${asked}`
}

function DayTabs({ city, locale, query }: CityPageProps): VNode {
  const say = translator(locale, 'city')
  return (
    <nav class="tabs" aria-label={say('city.days')}>
      {dayTabs.map((day) => (
        <a
          key={day}
          href={addressOf(city, locale, { ...query, day, page: 1 })}
          aria-current={day === query.day ? 'page' : undefined}
        >
          {say(`day.${day}`)}
        </a>
      ))}
    </nav>
  )
}

function Pages(props: CityPageProps & { readonly pages: number }): VNode | null {
  const { city, locale, query, pages } = props
  if (pages < 2) return null
  const say = translator(locale, 'city')
  return (
    <nav class="tabs" aria-label={say('city.pages')}>
      {Array.from({ length: pages }, (_, index) => index + 1).map((page) => (
        <a
          key={page}
          href={addressOf(city, locale, { ...query, page })}
          aria-current={page === query.page ? 'page' : undefined}
          aria-label={say('city.page', { page })}
        >
          {page}
        </a>
      ))}
    </nav>
  )
}
