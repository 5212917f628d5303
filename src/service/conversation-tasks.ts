import type { TaskList } from 'graphile-worker'
import { z } from 'zod'
import { waitingListPayload, waitingListTask } from '../activities/look-at-waiting-list.ts'
import { handOverTask, lookAtHandOver } from '../conversation/notices/hand-over.ts'
import { lookAtWaitingList } from '../conversation/notices/waiting-list.ts'
import type { Database } from '../database/client.ts'
import type { Deps } from '../deps.ts'

const aboutHandOver = z.object({ handOverId: z.uuid() })

/** What the queue does at a time that a conversation set. */
export function conversationTasks(parts: { readonly db: Database; readonly deps: Deps }): TaskList {
  const { db, deps } = parts
  return {
    [waitingListTask]: async (payload: unknown) => {
      const { sessionId } = waitingListPayload.parse(payload)
      await lookAtWaitingList(db, sessionId, deps.clock())
    },
    [handOverTask]: async (payload: unknown) => {
      const { handOverId } = aboutHandOver.parse(payload)
      await lookAtHandOver(db, deps, handOverId)
    },
  }
}
