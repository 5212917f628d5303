import type { VNode } from 'preact'
import { create } from 'qrcode'
import type { Locale } from '../../language/locale.ts'
import { translator } from '../../language/translate.ts'
import type { ChatWay } from '../context.ts'

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

/** White around a QR code, in modules (ISO/IEC 18004 asks for four). */
const quietModules = 4

interface QrCodeProps {
  readonly text: string
  /** What scanning does, for who cannot see it. */
  readonly label: string
}

/** A QR code as SVG in the page: one path, no picture to fetch. */
export function QrCode({ text, label }: QrCodeProps): VNode {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const side = modules.size + 2 * quietModules
  const rows = Array.from({ length: modules.size }, (_, row) =>
    Array.from({ length: modules.size }, (_, column) =>
      modules.get(row, column) ? `M${column + quietModules} ${row + quietModules}h1v1h-1z` : '',
    ).join(''),
  )
  return (
    <svg class="qr" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label}>
      <path class="qr-ground" d={`M0 0h${side}v${side}H0z`} />
      <path class="qr-ink" d={rows.join('')} />
    </svg>
  )
}
