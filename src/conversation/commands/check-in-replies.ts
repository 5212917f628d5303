import type { OwnSession } from '../../activities/organisation-sessions.ts'
import { type Reply, reply, text } from '../reply.ts'
import { startPayload } from '../start-payload.ts'
import type { Turn } from '../turn.ts'
import { commandChoice } from './command-choice.ts'

/** The path of a picture to scan; `app` null is for apps without links: the code itself. */
export const checkInPicturePath = (code: string, app: string | null): string =>
  `/check-in/${app === null ? 'code' : app.toLowerCase()}/${code}.png`

/** What a link to check in carries. */
export const checkInStart = (code: string) => ({
  payload: startPayload({ purpose: 'checkin', code }),
  typed: code,
})

/** A session's code, with a link and a picture to scan for each app that has links. */
export function checkInReplies(
  { deps }: Pick<Turn, 'deps'>,
  { code, title }: Pick<OwnSession, 'code' | 'title'>,
): readonly Reply[] {
  const alternative = text('session.picture', { code })
  const links = deps.chatLinks(checkInStart(code))
  return [
    reply({
      paragraphs: [
        text('session.open', { title: { kind: 'either', ...title }, code }),
        text('session.openHow'),
        ...(links.length === 0 ? [text('session.qrCode')] : []),
      ],
      picture: links.length === 0 ? { path: checkInPicturePath(code, null), alternative } : null,
    }),
    ...links.map(({ app, url }, index) =>
      reply({
        paragraphs: [text('session.qr', { app }), text('session.link', { link: url })],
        choices:
          index === links.length - 1
            ? [commandChoice(text('session.choice.close'), 'session', `close ${code}`)]
            : [],
        picture: { path: checkInPicturePath(code, app), alternative },
      }),
    ),
  ]
}
