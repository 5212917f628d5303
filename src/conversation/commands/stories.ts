import type { ActingFor } from '../../organisations/membership.ts'
import { waitingStories } from '../../stories/approve-story.ts'
import { decideStory } from '../notices/story-decided.ts'
import { reply, type Text, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'
import { commandChoice } from './command-choice.ts'
import type { WorkerCommand } from './worker-command.ts'

const say = (...paragraphs: Text[]): TurnResult => ({
  replies: [
    reply({ paragraphs, choices: [commandChoice(text('stories.choice.next'), 'stories')] }),
  ],
})

/** `/stories`: the story that waits longest for the city's page, to be approved or refused. */
async function nextStory({ tx, deps }: Turn, { cityId }: ActingFor): Promise<TurnResult> {
  const { stories, more } = await waitingStories(tx, deps, cityId)
  const [story, ...others] = stories
  if (story === undefined) return { replies: [reply({ paragraphs: [text('stories.none')] })] }
  const left = others.length + more
  return {
    replies: [
      reply({
        paragraphs: [
          text('stories.waits'),
          text('story.words', { story: story.text }),
          story.name === null ? text('stories.noName') : text('stories.name', { name: story.name }),
          ...(left > 0 ? [text('stories.left', { count: left })] : []),
        ],
        choices: [
          commandChoice(text('stories.choice.approve'), 'stories', `approve ${story.id}`),
          commandChoice(text('stories.choice.refuse'), 'stories', `refuse ${story.id}`),
        ],
      }),
    ],
  }
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Approves or refuses the story named by its button; the learner is told. */
const decide =
  (decision: 'approve' | 'refuse') =>
  async (turn: Turn, actingFor: ActingFor, storyId: string): Promise<TurnResult> => {
    // Without a button there is nothing to decide on: the story itself comes first.
    if (!uuid.test(storyId)) return nextStory(turn, actingFor)
    const { tx, deps, person, city } = turn
    const { personId } = person
    const outcome = await decideStory(tx, deps, { personId, actingFor, storyId, decision, city })
    return say(text(`stories.${outcome.kind}`))
  }

export const storiesCommand: WorkerCommand = {
  role: 'coordinator',
  turn: nextStory,
  actions: {
    approve: { role: 'coordinator', turn: decide('approve') },
    refuse: { role: 'coordinator', turn: decide('refuse') },
  },
}
