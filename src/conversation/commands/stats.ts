import type { City } from '../../cities/city.ts'
import type { DatabaseOrTransaction } from '../../database/client.ts'
import { type Demand, unmetDemand } from '../../demand/unmet-demand.ts'
import { type ShownFigure, smallest } from '../../organisations/hide-small.ts'
import type { ActingFor } from '../../organisations/membership.ts'
import { statistics } from '../../organisations/statistics.ts'
import { reply, type Text, text, texts } from '../reply.ts'
import type { WorkerCommand } from './worker-command.ts'

const figureOf = (figure: ShownFigure) =>
  texts(
    figure === null
      ? text('stats.few', { least: smallest })
      : text('stats.about', { least: figure }),
  )

/** What people of the city looked for and did not find. */
function demandLines(demands: readonly Demand[], { name }: City): Text[] {
  if (demands.length === 0) return [text('demand.none')]
  return [
    text('demand.title', { city: { kind: 'either', ...name } }),
    ...demands.map((demand) =>
      text('demand.line', {
        what: { kind: 'texts', texts: wantedParts(demand) },
        least: demand.least,
      }),
    ),
  ]
}

function wantedParts({ topic, neighbourhood, weekday }: Demand): Text[] {
  return [
    text(topic === null ? 'demand.anyTopic' : `find.topic.${topic}`),
    ...(neighbourhood === null ? [] : [text('find.part.neighbourhood', { name: neighbourhood })]),
    ...(weekday === 0 ? [] : [text(`demand.weekday.day${weekday}`)]),
  ]
}

/** How an organisation is doing and what its city looks for, in figures that point to nobody. */
export async function statisticsTexts(
  tx: DatabaseOrTransaction,
  asked: { readonly actingFor: ActingFor; readonly city: City; readonly now: Date },
): Promise<Text[]> {
  const { actingFor, city, now } = asked
  const { organisationId, organisationName: organisation } = actingFor
  const { timeZone } = city
  const { start, end, ...figures } = await statistics(tx, { organisationId, timeZone, now })
  return [
    text('stats.title', {
      organisation,
      start: { kind: 'day', day: start },
      end: { kind: 'day', day: end },
    }),
    text('stats.signups', { figure: figureOf(figures.signups) }),
    text('stats.attended', { figure: figureOf(figures.attended) }),
    text('stats.badges', { figure: figureOf(figures.badges) }),
    text('stats.referrals', { figure: figureOf(figures.referrals) }),
    ...demandLines(await unmetDemand(tx, { cityId: city.id, start, end }), city),
    text('stats.why'),
  ]
}

/** `/stats`: the figures, in the chat. */
export const statsCommand: WorkerCommand = {
  role: 'worker',
  async turn({ tx, city, now }, actingFor) {
    const paragraphs = await statisticsTexts(tx, { actingFor, city, now })
    return { replies: [reply({ paragraphs })] }
  },
}
