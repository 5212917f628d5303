import type { TaskList } from 'graphile-worker'
import type { Database } from '../../database/client.ts'
import { schedule } from '../../delivery/schedule.ts'
import { finishErasure, finishErasurePayload, finishErasureTask } from './forget.ts'

/** The queue's task that ends an erasure; while the goodbye is on its way it puts itself back. */
export function erasureTasks(db: Database, clock: () => Date): TaskList {
  return {
    [finishErasureTask]: async (payload: unknown) => {
      const { personId } = finishErasurePayload.parse(payload)
      const finish = await finishErasure(db, personId, clock())
      if (finish.kind === 'gone') return
      const now = clock()
      const runAt = new Date(now.getTime() + finish.patienceMilliseconds)
      const key = `erase:${personId}`
      await schedule(db, { task: finishErasureTask, payload: { personId }, key, now, runAt })
    },
  }
}
