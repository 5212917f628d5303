import type { Request } from 'express'
import type { VNode } from 'preact'
import { render } from 'preact-render-to-string'
import enWords from '../../locales/en/simulator.json' with { type: 'json' }
import nlWords from '../../locales/nl/simulator.json' with { type: 'json' }
import { isLocale, type Locale, locales } from '../../src/language/locale.ts'
import { roles } from './people.ts'
import { type SimulatedChannel, simulatedChannels } from './phones.ts'
import { attachments } from './webhook.ts'

const words: Readonly<Record<Locale, typeof nlWords>> = { nl: nlWords, en: enWords }

/** The language of the page: as asked, else as the browser says, else Dutch. */
export function chooseWords(request: Request): Locale {
  if (isLocale(request.query.lang)) return request.query.lang
  const accepted = request.get('accept-language') && request.acceptsLanguages([...locales])
  return isLocale(accepted) ? accepted : 'nl'
}

/** The page with three phones. Its words go along as data for the script. */
export function simulatorPage(locale: Locale): string {
  const say = words[locale]
  return `<!doctype html>${render(
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{say.title}</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/simulator/simulator.css" />
        <script type="module" src="/simulator/simulator.js" />
      </head>
      <body>
        <header class="top">
          <div>
            <h1>{say.title}</h1>
            <p>{say.lead}</p>
          </div>
          <nav aria-label={say.languages}>
            {locales.map((other) => (
              <a
                key={other}
                href={`/?lang=${other}`}
                lang={other}
                aria-current={other === locale ? 'true' : undefined}
              >
                {words[other].ownName}
              </a>
            ))}
          </nav>
        </header>
        <main class="phones">
          {simulatedChannels.map((channel) => (
            <Phone key={channel} channel={channel} say={say} />
          ))}
        </main>
        <noscript>
          <p class="notice">{say.noScript}</p>
        </noscript>
      </body>
    </html>,
  )}`
}

interface PhoneProps {
  readonly channel: SimulatedChannel
  readonly say: typeof nlWords
}

const appNames: Readonly<Record<SimulatedChannel, string>> = {
  telegram: 'Telegram',
  whatsapp: 'WhatsApp',
  slack: 'Slack',
}

function Phone({ channel, say }: PhoneProps): VNode {
  const field = `text-${channel}`
  return (
    <section
      class={`phone ${channel}`}
      data-channel={channel}
      data-sending={say.sending}
      data-failed={say.failed}
      data-picture={say.picture}
      aria-label={appNames[channel]}
    >
      <header class="app">
        <span class="avatar" aria-hidden="true">
          S
        </span>
        <h2>
          Stapje <small>{appNames[channel]}</small>
        </h2>
        <fieldset class="roles">
          <legend class="hidden">{say.who}</legend>
          {roles.map((role) => (
            <button
              key={role}
              type="button"
              data-role={role}
              aria-pressed={role === 'learner' ? 'true' : 'false'}
            >
              {say.roles[role]}
            </button>
          ))}
        </fieldset>
      </header>
      {roles.map((role) => (
        <div
          key={role}
          class="screen"
          data-screen={role}
          hidden={role !== 'learner'}
          role="log"
          aria-live="polite"
          aria-label={`${appNames[channel]}: ${say.roles[role]}`}
          // A long conversation is scrolled by keyboard as well.
          tabIndex={0}
        >
          <p class="hint">{say.hint[role]}</p>
        </div>
      ))}
      {roles.map((role) => (
        <ul key={role} class="tries" data-tries={role} hidden={role !== 'learner'}>
          {say.tries[role].map((text) => (
            <li key={text}>
              <button type="button" data-say={text}>
                {text}
              </button>
            </li>
          ))}
        </ul>
      ))}
      <form class="write">
        <label class="hidden" for={field}>
          {say.write}
        </label>
        <input
          id={field}
          name="text"
          autocomplete="off"
          placeholder={say.write}
          enterkeyhint="send"
          maxLength={4096}
        />
        <button type="submit">{say.send}</button>
        <p class="others">
          {attachments.map((attachment) => (
            <button key={attachment} type="button" data-send={attachment}>
              {say.attachments[attachment]}
            </button>
          ))}
        </p>
      </form>
    </section>
  )
}
