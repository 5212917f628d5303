import type { FoundActivity } from '../../activities/find-activity.ts'
import type { City } from '../../cities/city.ts'
import type { Locale } from '../../language/locale.ts'
import { translator } from '../../language/translate.ts'
import type { ChatWay } from '../context.ts'
import { html } from '../html.ts'
import { Layout } from '../layout.tsx'
import { cityPath } from '../paths.ts'
import { ChatWays } from './chat-ways.tsx'
import { topicIconPath } from './topic-icon.ts'

export interface NothingPlannedPageProps extends FoundActivity {
  readonly city: City
  readonly locale: Locale
  readonly siteUrl: string
  readonly chatWays: readonly ChatWay[]
}

/** An activity that is not on in the coming weeks: somebody has its link, and hears what to do instead. */
export function nothingPlannedPage(props: NothingPlannedPageProps): string {
  const { city, locale, siteUrl, topic, title, summary, chatWays } = props
  const say = translator(locale, 'city')
  return html(
    <Layout
      locale={locale}
      title={title[locale]}
      description={summary[locale]}
      styles="city.css"
      noIndex
    >
      <p class="back">
        <a href={`${cityPath(city.slug)}?lang=${locale}`}>
          {say('activity.back', { city: city.name[locale] })}
        </a>
      </p>
      <article class="card activity">
        <img src={topicIconPath(topic)} alt="" width="64" height="64" />
        <p class="chip">{translator(locale, 'replies')(`find.topic.${topic}`)}</p>
        <h1>{title[locale]}</h1>
        <p class="lead">{summary[locale]}</p>
        <p>{say('activity.nothingPlanned')}</p>
      </article>
      <ChatWays ways={chatWays} locale={locale} siteUrl={siteUrl} />
    </Layout>,
  )
}
