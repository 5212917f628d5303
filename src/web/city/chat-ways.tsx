import type { VNode } from 'preact'
import type { Locale } from '../../language/locale.ts'
import { translator } from '../../language/translate.ts'
import type { ChatWay } from '../context.ts'
import { QrCode } from '../qr-code.tsx'

interface ChatWaysProps {
  readonly ways: readonly ChatWay[]
  readonly locale: Locale
  readonly siteUrl: string
}

/** How to open the chat: a link for whoever is on a phone, a QR for whoever is not. */
export function ChatWays({ ways, locale, siteUrl }: ChatWaysProps): VNode | null {
  if (ways.length === 0) return null
  const say = translator(locale, 'city')
  return (
    <section class="card chat" aria-labelledby="chat">
      <h2 id="chat">{say('chat.title')}</h2>
      <p>{say('chat.text')}</p>
      <ul class="ways">
        {ways.map(({ name, link }) => (
          <li key={name}>
            {link === null ? (
              <p>{say(`chat.${name}`)}</p>
            ) : (
              <>
                <a class="button" href={link} rel="noreferrer">
                  {say(`chat.${name}`)}
                </a>
                <QrCode
                  text={new URL(link, siteUrl).href}
                  label={say('chat.scan', { name: say(`chat.${name}`) })}
                />
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
