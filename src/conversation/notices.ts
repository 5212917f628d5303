import { localDay } from '../activities/local-day.ts'
import type { FoundSession } from '../activities/search/query.ts'
import type { SessionDetails } from '../activities/session-details.ts'
import type { City } from '../cities/city.ts'
import { encodeChoice, howWasItAnswers } from './choice.ts'
import { type Reply, reply, type Text, type TextValue, text } from './reply.ts'
import { sessionCard, whenLine } from './turns/found-reply.ts'
import { routeLink } from './turns/sign-up.ts'
import { weeklyTipChoice } from './turns/weekly-tip.ts'

type CityOfNotice = Pick<City, 'timeZone' | 'routeLinkTemplate' | 'name'>

const asValue = (...texts: Text[]): TextValue => ({ kind: 'texts', texts })

/** Reminds somebody of a session they signed up for, with a way to say that they cannot come. */
export function reminderReply(
  city: CityOfNotice,
  session: SessionDetails,
  kind: 'evening' | 'morning',
): Reply {
  const title = { kind: 'either', ...session.title } as const
  const { place } = session
  const when = whenLine(session, city.timeZone, 'signup.when')
  const where = session.isOnline
    ? text('signup.online', { organisation: session.organisation })
    : text('signup.where', { place: place.name, address: place.address })
  const cannotCome = encodeChoice({ kind: 'cancelSignup', sessionId: session.id })
  return reply({
    paragraphs: [
      text(`reminder.${kind}`, { title }),
      when,
      where,
      ...(session.isOnline ? [] : [text('signup.route', { link: routeLink(city, place) })]),
      text('reminder.cannot'),
    ],
    choices: [{ label: text('reminder.choice.cannot'), value: cannotCome }],
    approved: {
      name: `reminder_${kind}`,
      values: [title, asValue(when), asValue(where), cannotCome],
    },
  })
}

/** Asks how a session was. */
export function howWasItReply(session: SessionDetails): Reply {
  const title = { kind: 'either', ...session.title } as const
  const choices = howWasItAnswers.map((said) => ({
    label: text(`howWasIt.choice.${said}`),
    value: encodeChoice({ kind: 'howWasIt', said }),
  }))
  return reply({
    paragraphs: [text('howWasIt.ask', { title })],
    choices,
    approved: { name: 'how_was_it', values: [title, ...choices.map(({ value }) => value)] },
  })
}

/** Tells what there is on a Saturday, to who asked for it. */
export function weeklyTipReply(
  city: CityOfNotice,
  sessions: readonly FoundSession[],
  place: string | null,
): Reply {
  const [first] = sessions
  const day = first === undefined ? '' : localDay(first.startsAt, city.timeZone)
  const items = sessions.map(({ title }, index) =>
    text('weekly.item', { number: index + 1, title: { kind: 'either', ...title } }),
  )
  return reply({
    paragraphs: [
      place === null
        ? text('weekly.inCity', {
            day: { kind: 'day', day },
            city: { kind: 'either', ...city.name },
          })
        : text('weekly.near', { day: { kind: 'day', day }, name: place }),
    ],
    cards: sessions.map((session, index) =>
      sessionCard(city, session, { number: index + 1, many: sessions.length }),
    ),
    choices: [weeklyTipChoice(false)],
    approved: { name: 'weekly_tip', values: [{ kind: 'day', day }, asValue(...items)] },
  })
}
