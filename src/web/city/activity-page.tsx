import type { VNode } from 'preact'
import type { ListedSession } from '../../activities/session-details.ts'
import type { City } from '../../cities/city.ts'
import { sayText } from '../../conversation/speak.ts'
import { sessionLines } from '../../conversation/turns/more.ts'
import { sayClock, sayDayOf, sayPrice } from '../../language/format.ts'
import type { Locale } from '../../language/locale.ts'
import { translator } from '../../language/translate.ts'
import type { ChatWay } from '../context.ts'
import { html } from '../html.ts'
import { Layout } from '../layout.tsx'
import { cityPath } from '../paths.ts'
import { ChatWays } from './chat-ways.tsx'
import { roomIn } from './room-left.ts'
import { marksOf } from './session-list.tsx'
import { activityGraph, StructuredData } from './structured-data.tsx'
import { topicIconPath } from './topic-icon.ts'

export interface ActivityPageProps {
  readonly city: City
  readonly locale: Locale
  readonly siteUrl: string
  /** The activity's coming sessions, soonest first; there is at least one. */
  readonly sessions: readonly [ListedSession, ...(readonly ListedSession[])]
  readonly chatWays: readonly ChatWay[]
}

/** One activity: what it is, where, and when it is on in the coming weeks. */
export function activityPage(props: ActivityPageProps): string {
  const { city, locale, siteUrl, sessions, chatWays } = props
  const [first] = sessions
  const say = translator(locale, 'city')
  const graph = activityGraph(props)
  return html(
    <Layout
      locale={locale}
      title={first.title[locale]}
      description={first.summary[locale]}
      styles="city.css"
      head={graph === null ? null : <StructuredData data={graph} />}
    >
      <p class="back">
        <a href={`${cityPath(city.slug)}?lang=${locale}`}>
          {say('activity.back', { city: city.name[locale] })}
        </a>
      </p>
      <article class="card activity">
        <img src={topicIconPath(first.topic)} alt="" width="64" height="64" />
        <p class="chip">{translator(locale, 'replies')(`find.topic.${first.topic}`)}</p>
        <h1>{first.title[locale]}</h1>
        <p class="lead">{first.summary[locale]}</p>
        <Facts {...props} />
        <h2>{say('activity.when')}</h2>
        <ul class="times">
          {sessions.map((session) => (
            <li key={session.id}>
              <Time session={session} city={city} locale={locale} />
            </li>
          ))}
        </ul>
      </article>
      <ChatWays ways={chatWays} locale={locale} siteUrl={siteUrl} />
    </Layout>,
  )
}

/** The lines that the chat says of a session, without those of one day. */
function Facts({ city, locale, sessions }: ActivityPageProps): VNode {
  const [first] = sessions
  const saidElsewhere: readonly string[] = [
    'more.summary',
    'find.when',
    'find.priceAndOrganisation',
    'more.placesLeft',
  ]
  const lines = sessionLines(first, city.timeZone).filter(({ key }) => !saidElsewhere.includes(key))
  return (
    <ul class="plain">
      <li>
        {translator(locale, 'city')('activity.priceWith', {
          price: sayPrice(locale, first.priceCents),
        })}{' '}
        <a href={`/issuers/${first.organisationId}?lang=${locale}`}>{first.organisation}</a>
      </li>
      {lines.map((line) => (
        <li key={line.key}>{sayText(locale, line)}</li>
      ))}
    </ul>
  )
}

interface TimeProps {
  readonly session: ListedSession
  readonly city: City
  readonly locale: Locale
}

function Time({ session, city, locale }: TimeProps): VNode {
  const say = translator(locale, 'city')
  const day = sayDayOf(locale, session.startsAt, city.timeZone)
  const clock = sayClock(locale, session.startsAt, session.endsAt, city.timeZone)
  const mark = marksOf(session).find((found) => found === 'cancelled' || found === 'full')
  return (
    <>
      <span>
        <strong>{day}</strong>, {clock}
      </span>{' '}
      {mark === undefined ? (
        <span class="quiet-text">{say(`session.room.${roomIn(session.placesLeft)}`)}</span>
      ) : (
        <span class="off">{say(`session.${mark}`)}</span>
      )}{' '}
      <a
        href={`/sessions/${session.id}.ics?lang=${locale}`}
        aria-label={say('activity.calendarOf', { day })}
      >
        {say('activity.calendar')}
      </a>
    </>
  )
}
