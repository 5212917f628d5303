import { expect, it } from 'vitest'
import { schedule } from '../../src/delivery/schedule.ts'
import { startTestService } from '../support/service.ts'

it('waits as long as asked, also when the clock of the database is ahead of ours', async () => {
  const service = await startTestService()
  const now = new Date('2020-01-01T10:00:00Z')
  const runAt = new Date('2020-01-01T10:30:00Z')
  await schedule(service.db, { task: 'lookLater', payload: {}, key: 'later', now, runAt })
  const rows = await service.db.$queryRaw<{ minutes: number }[]>`
    SELECT round(extract(epoch FROM run_at - now()) / 60)::float8 AS minutes
    FROM graphile_worker.jobs WHERE key = 'later'`
  await service.close()
  expect(rows).toEqual([{ minutes: 30 }])
})
