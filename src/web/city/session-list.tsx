import type { VNode } from 'preact'
import { localDay } from '../../activities/local-day.ts'
import type { ListedSession } from '../../activities/session-details.ts'
import type { City } from '../../cities/city.ts'
import { sayClock, sayDay, sayPrice } from '../../language/format.ts'
import type { Locale } from '../../language/locale.ts'
import { translator } from '../../language/translate.ts'
import { activityPath } from '../paths.ts'
import { topicIconPath } from './topic-icon.ts'

interface SessionListProps {
  readonly city: City
  readonly locale: Locale
  readonly sessions: readonly ListedSession[]
}

/** Sessions by their day, in words as people say them. */
export function SessionList({ city, locale, sessions }: SessionListProps): VNode {
  const days = new Map<string, ListedSession[]>()
  for (const session of sessions) {
    const day = localDay(session.startsAt, city.timeZone)
    days.set(day, [...(days.get(day) ?? []), session])
  }
  return (
    <>
      {[...days].map(([day, ofDay]) => (
        <section key={day} class="day">
          <h2>{sayDay(locale, day)}</h2>
          <ul class="sessions">
            {ofDay.map((session) => (
              <li key={session.id} class="session">
                <SessionCard city={city} locale={locale} session={session} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

interface SessionCardProps {
  readonly city: City
  readonly locale: Locale
  readonly session: ListedSession
}

function SessionCard({ city, locale, session }: SessionCardProps): VNode {
  const { place, isOnline } = session
  const say = translator(locale, 'city')
  const marks = marksOf(session)
  return (
    <>
      <img src={topicIconPath(session.topic)} alt="" width="40" height="40" />
      <div>
        <h3>
          <a href={`${activityPath(city.slug, session.activitySlug)}?lang=${locale}`}>
            {session.title[locale]}
          </a>
        </h3>
        <p>{sayClock(locale, session.startsAt, session.endsAt, city.timeZone)}</p>
        <p>
          {isOnline
            ? say('session.online')
            : [place.name, place.neighbourhood].filter((part) => part !== null).join(', ')}
        </p>
        <p class="quiet-text">
          {say('session.priceAndOrganisation', {
            price: sayPrice(locale, session.priceCents),
            organisation: session.organisation,
          })}
        </p>
        {marks.length > 0 && (
          <ul class="marks">
            {marks.map((mark) => (
              <li key={mark} class={mark === 'cancelled' ? 'off' : undefined}>
                {say(`session.${mark}`)}
              </li>
            ))}
          </ul>
        )}
      </div>
    </>
  )
}

type Mark = 'cancelled' | 'full' | 'children' | 'wheelchair'

/** What is worth knowing at a glance. */
export function marksOf(session: ListedSession): readonly Mark[] {
  const marks: (Mark | false)[] = [
    session.cancelledAt !== null && 'cancelled',
    session.cancelledAt === null && session.placesLeft === 0 && 'full',
    session.isForChildren && 'children',
    session.wheelchairAccessible && !session.isOnline && 'wheelchair',
  ]
  return marks.filter((mark) => mark !== false)
}
