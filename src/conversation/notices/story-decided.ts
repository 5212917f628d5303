import type { City } from '../../cities/city.ts'
import type { Transaction } from '../../database/client.ts'
import { notify } from '../../delivery/notify.ts'
import type { Deps } from '../../deps.ts'
import {
  approveStory,
  type DecideOutcome,
  refuseStory,
  type StoryDecision,
} from '../../stories/approve-story.ts'
import { encodeChoice } from '../choice.ts'
import { type Reply, reply, text } from '../reply.ts'

/** What is decided about a story, and for which city's page. */
export interface StoryToDecide extends StoryDecision {
  readonly decision: 'approve' | 'refuse'
  readonly city: Pick<City, 'slug'>
}

/** Approves or refuses a story, and tells the learner: on the page, with a button to take it back. */
export async function decideStory(
  tx: Transaction,
  deps: Pick<Deps, 'clock' | 'seals' | 'siteUrl'>,
  { decision, city, ...request }: StoryToDecide,
): Promise<DecideOutcome<'approved' | 'refused'>> {
  const change = decision === 'approve' ? approveStory : refuseStory
  const outcome = await change(tx, deps, request)
  if (outcome.kind === 'gone') return outcome
  const told =
    outcome.kind === 'refused'
      ? reply({ paragraphs: [text('stories.told.refused')] })
      : approvedReply(`${deps.siteUrl}/${city.slug}`, request.storyId)
  await notify(tx, { personId: outcome.learnerId, replies: [told], now: deps.clock() })
  return outcome
}

const approvedReply = (link: string, storyId: string): Reply =>
  reply({
    paragraphs: [text('stories.told.approved', { link })],
    choices: [
      {
        label: text('story.choice.withdraw'),
        value: encodeChoice({ kind: 'storyWithdraw', storyId }),
      },
    ],
  })
