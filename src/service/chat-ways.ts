import type { ConnectedChannel } from '../../bots/channel.ts'
import type { Locale } from '../language/locale.ts'
import { translator } from '../language/translate.ts'
import type { ChatWay } from '../web/context.ts'

const known = ['telegram', 'whatsapp', 'slack'] as const

/** How the city's page opens the chat: each channel that is on, or the page with the phones to try it. */
export function chatWaysOf(
  channels: readonly ConnectedChannel[],
  isTryout: boolean,
  locale: Locale,
): readonly ChatWay[] {
  if (isTryout) return [{ name: 'simulator', link: '/' }]
  const typed = translator(locale, 'replies')('example.saturday')
  return channels.flatMap((channel) => {
    const name = known.find((each) => each === channel.name)
    if (name === undefined) return []
    const link = channel.chatLink({ payload: '', typed })?.url ?? null
    // Only Slack has no link by nature; another whose link is not known yet is left out.
    return link === null && name !== 'slack' ? [] : [{ name, link }]
  })
}
