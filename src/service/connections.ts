import type { Role } from '../config.ts'

/** How the connections of one process are divided. */
export interface SharedConnections {
  /** For messages, pages, and what jobs read and write. */
  readonly database: number
  /** For the queue itself: a job each, notifications, the sign of life, and the clock. */
  readonly queue: number
  /** Jobs at once: more than this waits for the database, not for the platforms. */
  readonly jobsAtOnce: number
}

const mostJobsAtOnce = 8
const besideJobs = 3

/** Divides the connections that a process may hold, six at the least. */
export function shareConnections(role: Role, total: number): SharedConnections {
  if (role === 'web') return { database: total, queue: 0, jobsAtOnce: 0 }
  const jobsAtOnce = Math.min(mostJobsAtOnce, Math.max(1, Math.floor((total - besideJobs - 1) / 2)))
  const queue = jobsAtOnce + besideJobs
  return { database: total - queue, queue, jobsAtOnce }
}
