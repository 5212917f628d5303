import type { Database } from '../database/client.ts'
import type { DeliveryWorker } from '../delivery/worker.ts'

/** Whether the service can do its work now, part by part. */
export type Readiness = {
  readonly database: boolean
  /** Not there where the process does no jobs. */
  readonly worker?: boolean
}

/** A load balancer asks every few seconds: a slow answer is a no. */
const answerMilliseconds = 2000

/** Looks at the database, and at the worker where there is one. */
export async function readiness(db: Database, worker: DeliveryWorker | null): Promise<Readiness> {
  const late = new Promise<false>((done) => setTimeout(done, answerMilliseconds, false).unref())
  const asked = db.$queryRaw`SELECT 1`.then(
    () => true,
    () => false,
  )
  const database = await Promise.race([asked, late])
  return worker === null ? { database } : { database, worker: worker.isRunning() }
}
