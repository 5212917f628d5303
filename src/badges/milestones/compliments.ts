import { addDays, localDay, startOfDay } from '../../activities/local-day.ts'
import type { Transaction } from '../../database/client.ts'

/** Whose compliments, and what day it is in the city. */
export interface ComplimentQuestion {
  readonly personId: string
  readonly timeZone: string
  readonly now: Date
}

const tomorrow = ({ timeZone, now }: ComplimentQuestion) =>
  startOfDay(addDays(localDay(now, timeZone), 1), timeZone)

/** Who can be given a compliment by itself now: wants them, and had none yet today. */
const mayBeComplimented = ({ personId, now }: Omit<ComplimentQuestion, 'timeZone'>) => ({
  id: personId,
  milestonesWanted: true,
  OR: [{ complimentsFrom: null }, { complimentsFrom: { lte: now } }],
})

/**
 * Takes the one compliment of the day that comes by itself.
 *
 * @returns false when today's was given, or when today is not a day for one.
 */
export async function takeComplimentOfToday(
  tx: Transaction,
  question: ComplimentQuestion,
): Promise<boolean> {
  const taken = await tx.person.updateMany({
    where: mayBeComplimented(question),
    data: { complimentsFrom: tomorrow(question) },
  })
  return taken.count === 1
}

/**
 * No compliment comes by itself any more today: for somebody who said they are in distress. What is
 * kept is the same as after a compliment, so that nothing shows who had a hard day.
 */
export async function holdCompliments(
  tx: Transaction,
  question: ComplimentQuestion,
): Promise<void> {
  await tx.person.update({
    where: { id: question.personId },
    data: { complimentsFrom: tomorrow(question) },
    select: { id: true },
  })
}

/** Whether a person wants compliments that come by themselves. */
export async function wantCompliments(
  tx: Transaction,
  personId: string,
  wanted: boolean,
): Promise<void> {
  await tx.person.update({
    where: { id: personId },
    data: { milestonesWanted: wanted },
    select: { id: true },
  })
}
