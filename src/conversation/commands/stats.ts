import { type ShownFigure, smallest } from '../../organisations/hide-small.ts'
import { statistics } from '../../organisations/statistics.ts'
import { reply, text, texts } from '../reply.ts'
import type { WorkerCommand } from './worker-command.ts'

const figureOf = (figure: ShownFigure) =>
  texts(
    figure === null
      ? text('stats.few', { least: smallest })
      : text('stats.about', { least: figure }),
  )

/** `/stats`: how the organisation is doing, in figures that point to nobody. */
export const statsCommand: WorkerCommand = {
  role: 'worker',
  async turn({ tx, city, now }, { organisationId, organisationName: organisation }) {
    const { start, end, ...figures } = await statistics(tx, {
      organisationId,
      timeZone: city.timeZone,
      now,
    })
    return {
      replies: [
        reply({
          paragraphs: [
            text('stats.title', {
              organisation,
              start: { kind: 'day', day: start },
              end: { kind: 'day', day: end },
            }),
            text('stats.signups', { figure: figureOf(figures.signups) }),
            text('stats.attended', { figure: figureOf(figures.attended) }),
            text('stats.badges', { figure: figureOf(figures.badges) }),
            text('stats.referrals', { figure: figureOf(figures.referrals) }),
            text('stats.why'),
          ],
        }),
      ],
    }
  },
}
