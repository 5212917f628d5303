import type { VNode } from 'preact'
import { commandWord, commandWords, workerCommandNames } from '../../src/conversation/commands.ts'
import type { Locale } from '../../src/language/locale.ts'
import { Icon } from './icons.tsx'
import { roles } from './people.ts'
import type { SimulatedChannel } from './phones.ts'
import { attachments } from './webhook.ts'
import type { SimulatorWords } from './words.ts'

export const appNames: Readonly<Record<SimulatedChannel, string>> = {
  telegram: 'Telegram',
  whatsapp: 'WhatsApp',
  slack: 'Slack',
}

interface PhoneProps {
  readonly channel: SimulatedChannel
  readonly locale: Locale
  readonly say: SimulatorWords
}

/** One phone: whose it is, and the app with both of its conversations, one of them in view. */
export function Phone({ channel, locale, say }: PhoneProps): VNode {
  const app = appNames[channel]
  return (
    <section class={`phone ${channel}`} id={channel} data-channel={channel} aria-label={app}>
      <div class="whose">
        <h2>{app}</h2>
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
      </div>
      <div class="frame">
        <header class="app">
          <Icon name="back" />
          <span class="avatar" aria-hidden="true">
            S
          </span>
          <p class="title">
            <strong>Stapje</strong>
            <span data-about={say.about[channel]}>{say.about[channel]}</span>
          </p>
          <Icon name="more" />
        </header>
        {roles.map((role) => (
          <section
            key={role}
            class="screen"
            data-screen={role}
            hidden={role !== 'learner'}
            aria-label={`${app}: ${say.roles[role]}`}
            // A long conversation is scrolled by keyboard as well.
            tabIndex={0}
          >
            <p class="hint">{say.hint[role]}</p>
            <div class="log" role="log" />
          </section>
        ))}
        <div class="foot">
          <p class="code" hidden>
            {say.code} <output />
          </p>
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
          <Commands channel={channel} locale={locale} say={say} />
          <Write channel={channel} say={say} />
        </div>
      </div>
    </section>
  )
}

/** What can be typed after a slash; the script shows those that match. */
function Commands({ channel, locale, say }: PhoneProps): VNode {
  const slash = channel === 'slack' ? '/stapje ' : '/'
  return (
    <ul class="commands" aria-label={say.commands} hidden>
      {[
        ...commandWords(locale),
        ...workerCommandNames.map((name) => commandWord(locale, name)),
      ].map(({ command, name, description }) => (
        <li key={command}>
          <button type="button" data-command={`${slash}${name}`}>
            <b>
              {slash}
              {name}
            </b>{' '}
            <span>{description}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function Write({ channel, say }: Omit<PhoneProps, 'locale'>): VNode {
  const field = `text-${channel}`
  return (
    <form class="write">
      <details class="attach">
        <summary aria-label={say.attach}>
          <Icon name="attach" />
        </summary>
        <ul>
          {attachments.map((attachment) => (
            <li key={attachment}>
              <button type="button" data-send={attachment}>
                {say.attachments[attachment]}
              </button>
            </li>
          ))}
          <li>
            <label class="file">
              {say.badgeFile}
              <input type="file" accept=".png,.svg,.json,.jsonld,.jwt,.txt" />
            </label>
          </li>
        </ul>
      </details>
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
      <button type="submit" aria-label={say.send}>
        <Icon name="send" />
      </button>
    </form>
  )
}
