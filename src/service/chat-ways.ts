import type { ConnectedChannel } from '../../bots/channel.ts'
import type { City } from '../cities/city.ts'
import { startPayload } from '../conversation/start-payload.ts'
import { translator } from '../language/translate.ts'
import type { ChatWay } from '../web/context.ts'

const known = ['telegram', 'whatsapp', 'slack'] as const

/**
 * How a city's page opens the chat: each channel that is on, or the page with the phones to try it.
 * With several cities the link says which one, so that nobody is asked.
 */
export function chatWaysOf(
  channels: readonly ConnectedChannel[],
  isTryout: boolean,
  { slug, name, defaultLocale }: City,
  isOnly: boolean,
): readonly ChatWay[] {
  if (isTryout) return [{ name: 'simulator', link: '/' }]
  const say = translator(defaultLocale, 'replies')
  const start = isOnly
    ? { payload: '', typed: say('example.saturday') }
    : {
        payload: startPayload({ purpose: 'city', code: slug }),
        typed: say('city.typed', { city: name[defaultLocale] }),
      }
  return channels.flatMap((channel) => {
    const name = known.find((each) => each === channel.name)
    if (name === undefined) return []
    const link = channel.chatLink(start)?.url ?? null
    // Only Slack has no link by nature; another whose link is not known yet is left out.
    return link === null && name !== 'slack' ? [] : [{ name, link }]
  })
}
