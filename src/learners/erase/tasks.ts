import type { JobHelpers, TaskList } from 'graphile-worker'
import type { Database } from '../../database/client.ts'
import { finishErasure, finishErasurePayload, finishErasureTask } from './forget.ts'

/** The queue's task that ends an erasure; while the goodbye is on its way it puts itself back. */
export function erasureTasks(db: Database, clock: () => Date): TaskList {
  return {
    [finishErasureTask]: async (payload: unknown, helpers: JobHelpers) => {
      const { personId } = finishErasurePayload.parse(payload)
      const finish = await finishErasure(db, personId, clock())
      if (finish.kind === 'gone') return
      await helpers.addJob(
        finishErasureTask,
        { personId },
        {
          jobKey: `erase:${personId}`,
          runAt: new Date(clock().getTime() + finish.patienceMilliseconds),
        },
      )
    },
  }
}
