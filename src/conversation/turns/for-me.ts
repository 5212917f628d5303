import { interestsOf } from '../../recommend/interests.ts'
import type { Reason, Recommendation } from '../../recommend/rank.ts'
import { recommend } from '../../recommend/recommend.ts'
import { encodeChoice } from '../choice.ts'
import { type Choice, reply, type Text, text, texts } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'
import { sessionCard } from './found-reply.ts'
import { suggestions } from './suggestions.ts'

/** Offers what fits somebody. */
export const forMeChoice: Choice = {
  label: text('forMe.choice.forMe'),
  value: encodeChoice({ kind: 'forMe' }),
}

const switchChoice = (wanted: boolean): Choice => ({
  label: text(wanted ? 'forMe.choice.on' : 'forMe.choice.off'),
  value: encodeChoice({ kind: 'recommendations', wanted }),
})

/** Answers "iets voor mij": up to three sessions, each with the reason for it. */
export async function forMeTurn(turn: Turn): Promise<TurnResult> {
  const { tx, city, now, person, state } = turn
  const { personId } = person
  const { recommendationsWanted } = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: { recommendationsWanted: true },
  })
  const interests = recommendationsWanted ? await interestsOf(tx, personId, state.search) : null
  const found = await recommend(tx, { personId, interests, city, now })
  if (found.length === 0) {
    return {
      replies: [reply({ paragraphs: [text('forMe.nothing')], choices: [...suggestions] })],
    }
  }
  return {
    replies: [
      reply({
        paragraphs: [title(found, recommendationsWanted)],
        cards: found.map(({ session, because }, index) =>
          sessionCard(city, session, {
            number: index + 1,
            many: found.length,
            note: recommendationsWanted ? becauseText(session, because) : null,
          }),
        ),
        choices: [
          recommendationsWanted
            ? { label: text('forMe.choice.why'), value: encodeChoice({ kind: 'whyForMe' }) }
            : switchChoice(true),
        ],
      }),
    ],
  }
}

const general: readonly Reason[] = ['newOrganisation', 'soon']

function title(found: readonly Recommendation[], wanted: boolean): Text {
  if (!wanted) return text('forMe.off')
  return text(
    found.every(({ because }) => general.includes(because)) ? 'forMe.unknown' : 'forMe.fits',
  )
}

const becauseText = (session: Recommendation['session'], because: Reason): Text =>
  text(`forMe.because.${because}`, {
    topic: texts(text(`find.topic.${session.topic}`)),
    neighbourhood: session.neighbourhood ?? '',
    organisation: session.organisation,
  })

/** Answers "waarom deze?": what is looked at, and how to switch that off. */
export function whyForMeTurn(): TurnResult {
  return {
    replies: [
      reply({
        paragraphs: [text('forMe.why'), text('forMe.whyNew'), text('forMe.whyOff')],
        choices: [switchChoice(false)],
      }),
    ],
  }
}

/** Switches on or off that what is known of the person chooses what is recommended. */
export async function recommendationsTurn(turn: Turn, wanted: boolean): Promise<TurnResult> {
  await turn.tx.person.update({
    where: { id: turn.person.personId },
    data: { recommendationsWanted: wanted },
    select: { id: true },
  })
  return {
    replies: [
      reply({
        paragraphs: [text(wanted ? 'forMe.set.on' : 'forMe.set.off')],
        choices: [forMeChoice, switchChoice(!wanted)],
      }),
    ],
  }
}
