import { type SessionDetails, sessionDetails } from '../../activities/session-details.ts'
import { encodeChoice } from '../choice.ts'
import { reply, type Text, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'
import { anotherDay, languageName, whenLine } from './found-reply.ts'
import { suggestions } from './suggestions.ts'

/** Tells more of one session. */
export async function moreTurn(turn: Turn, sessionId: string): Promise<TurnResult> {
  const session = await sessionDetails(turn.tx, sessionId)
  if (session === null) {
    return {
      replies: [reply({ paragraphs: [text('signup.gone')], choices: [...suggestions] })],
    }
  }
  return {
    replies: [
      reply({
        paragraphs: [],
        cards: [
          {
            title: { kind: 'either', ...session.title },
            lines: [...sessionLines(session, turn.city.timeZone)],
            choices: [
              {
                label: text('find.choice.comeOne'),
                value: encodeChoice({ kind: 'signUp', sessionId }),
              },
            ],
          },
        ],
        choices: [anotherDay],
      }),
    ],
  }
}

/** What there is to know of a session, a line each. */
export function sessionLines(session: SessionDetails, timeZone: string): readonly Text[] {
  const lines: (Text | null)[] = [
    text('more.summary', { summary: { kind: 'either', ...session.summary } }),
    whenLine(session, timeZone),
    session.isOnline
      ? text('find.placeOnline')
      : text('more.address', { place: session.place.name, address: session.place.address }),
    text('find.priceAndOrganisation', {
      price: { kind: 'price', cents: session.priceCents },
      organisation: session.organisation,
    }),
    text('more.languages', {
      languages: { kind: 'texts', texts: session.spokenLanguages.map(languageName) },
    }),
    ages(session),
    session.wheelchairAccessible && !session.isOnline ? text('more.wheelchair') : null,
    text('more.placesLeft', { count: session.placesLeft }),
  ]
  return lines.filter((line) => line !== null)
}

function ages({ minimumAge, maximumAge }: SessionDetails): Text | null {
  if (minimumAge === null) return null
  return maximumAge === null
    ? text('more.agesFrom', { minimum: minimumAge })
    : text('more.ages', { minimum: minimumAge, maximum: maximumAge })
}
