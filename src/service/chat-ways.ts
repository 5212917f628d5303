import type { ConnectedChannel } from '../../bots/channel.ts'
import type { ChatWay } from '../web/context.ts'

const known = ['telegram', 'whatsapp', 'slack'] as const

/** How the city's page opens the chat: each channel that is on, or the page with the phones to try it. */
export function chatWaysOf(
  channels: readonly ConnectedChannel[],
  isTryout: boolean,
): readonly ChatWay[] {
  if (isTryout) return [{ name: 'simulator', link: '/' }]
  return channels.flatMap((channel) => {
    const name = known.find((each) => each === channel.name)
    if (name === undefined) return []
    const link = channel.chatLink()
    // Only Slack has no link by nature; another whose link is not known yet is left out.
    return link === null && name !== 'slack' ? [] : [{ name, link }]
  })
}
