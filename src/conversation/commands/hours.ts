import { isReplyKey } from '../../language/translate.ts'
import { readHours } from '../../understand/read-hours.ts'
import { commandWord } from '../commands.ts'
import { reply, type Text, text, texts } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'
import type { WorkerCommand } from './worker-command.ts'

/** `/hours`: when somebody of the organisation answers learners who ask for a person. */
export const hoursCommand: WorkerCommand = {
  role: 'admin',
  async turn(turn, { organisationId, organisationName: organisation }, rest) {
    const { usage } = commandWord(turn.locale, 'hours')
    if (rest !== '') {
      const hours = readHours(rest)
      if (hours === null) return answer(text('hours.again'), text('hours.form', { usage }))
      await turn.tx.officeHours.deleteMany({ where: { organisationId } })
      await turn.tx.officeHours.createMany({
        data: hours.map((each) => ({ organisationId, ...each })),
      })
    }
    const lines = await hoursLines(turn, organisationId)
    const said = text(lines.length === 0 ? 'hours.none' : 'hours.are', { organisation })
    return answer(said, ...lines, text('hours.form', { usage }))
  },
}

const answer = (...paragraphs: Text[]): TurnResult => ({ replies: [reply({ paragraphs })] })

async function hoursLines({ tx }: Turn, organisationId: string): Promise<readonly Text[]> {
  const hours = await tx.officeHours.findMany({
    where: { organisationId },
    orderBy: [{ weekday: 'asc' }, { fromTime: 'asc' }],
    select: { weekday: true, fromTime: true, untilTime: true },
  })
  return hours.flatMap(({ weekday, fromTime: from, untilTime: until }) => {
    const day = `hours.days.${weekday}`
    return isReplyKey(day) ? [text('hours.line', { day: texts(text(day)), from, until })] : []
  })
}
