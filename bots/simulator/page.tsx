import { render } from 'preact-render-to-string'
import { type Locale, locales } from '../../src/language/locale.ts'
import { appNames, Phone } from './phone.tsx'
import { simulatedChannels } from './phones.ts'
import { Presenter } from './presenter.tsx'
import { simulatorWords } from './words.ts'

/** The page with three phones. The words that its script needs go along with it. */
export function simulatorPage(locale: Locale): string {
  const say = simulatorWords[locale]
  const { you, sending, failed, picture, attachments, story, presenter } = say
  return `<!doctype html>${render(
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{say.title}</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/simulator/simulator.css" />
        <link rel="stylesheet" href="/simulator/apps.css" />
        <link rel="stylesheet" href="/simulator/presenter.css" />
        <script type="module" src="/simulator/simulator.js" />
        <script type="module" src="/simulator/presenter.js" />
      </head>
      <body
        data-words={JSON.stringify({
          ...{ you, sending, failed, picture, attachments, story },
          tables: presenter.tables,
          empty: presenter.empty,
        })}
      >
        <header class="top">
          <div class="words">
            <h1>{say.title}</h1>
            <p>{say.lead}</p>
          </div>
          <nav class="languages" aria-label={say.languages}>
            {locales.map((other) => (
              <a
                key={other}
                href={`/?lang=${other}`}
                lang={other}
                aria-current={other === locale ? 'true' : undefined}
              >
                {simulatorWords[other].ownName}
              </a>
            ))}
          </nav>
          <Presenter say={say} />
          <nav class="tabs" aria-label={say.apps}>
            {simulatedChannels.map((channel) => (
              <a key={channel} href={`#${channel}`} data-tab={channel}>
                {appNames[channel]}
              </a>
            ))}
          </nav>
        </header>
        <noscript>
          <p class="notice">{say.noScript}</p>
        </noscript>
        <main class="phones">
          {simulatedChannels.map((channel) => (
            <Phone key={channel} channel={channel} locale={locale} say={say} />
          ))}
        </main>
      </body>
    </html>,
  )}`
}
