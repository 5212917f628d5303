import type { App } from '@slack/bolt'
import { z } from 'zod'
import { isAboutAwardModal } from './award-modal.ts'
import { parseSlack } from './parse.ts'

/** What is answered to Slack: an object as JSON, such as the errors in a modal. */
const answerToSlack = z.record(z.string(), z.unknown())
export type AnswerToSlack = z.infer<typeof answerToSlack>

/**
 * Has Bolt process what is for us, and waits until that is done; the rest is left alone.
 *
 * @returns what was acknowledged with, or null for nothing.
 */
export async function processed(
  app: Pick<App, 'processEvent'> | null,
  body: Record<string, unknown>,
): Promise<AnswerToSlack | null> {
  if (parseSlack(body) === null && !isAboutAwardModal(body)) return null
  let answer: AnswerToSlack | null = null
  await app?.processEvent({
    body,
    ack: async (given: unknown) => {
      answer = answerToSlack.safeParse(given).data ?? null
    },
  })
  return answer
}
