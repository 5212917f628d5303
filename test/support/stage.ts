import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { madeUpAddress, ownerOf } from '../../bots/simulator/people.ts'
import type { Person } from '../../bots/simulator/person.ts'
import type { simulatedChannels } from '../../bots/simulator/phones.ts'
import { createSeals } from '../../src/signing/seals.ts'
import { testSecret } from './deps.ts'
import { untilDelivered } from './play.ts'
import type { TestService } from './service.ts'

type SimulatedChannel = (typeof simulatedChannels)[number]

/** Reads a transcript of `test/flows/transcripts`. */
export const transcript = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../flows/transcripts', `${name}.txt`), 'utf8')

/** Gives people for a transcript: the youth worker of a channel, and others whom nobody met before. */
export function castOn({ platform }: Pick<TestService, 'platform'>) {
  let nextPerson = 200
  return (channel: SimulatedChannel, others: readonly string[]): ReadonlyMap<string, Person> => {
    const people = others.map((name): [string, Person] => {
      nextPerson += 1
      return [name, platform.person({ channel, address: madeUpAddress(channel, nextPerson) })]
    })
    return new Map([['worker', platform.person(ownerOf(channel, 'worker'))], ...people])
  }
}

/** Makes somebody who has written before a worker of an organisation. */
export async function joinOrganisation(
  { db, clock }: Pick<TestService, 'db' | 'clock'>,
  person: Person | undefined,
  slug: string,
  role: 'worker' | 'admin' = 'worker',
): Promise<void> {
  const lookup = createSeals(testSecret).lookup(
    person?.owner.channel ?? '',
    person?.owner.address ?? '',
  )
  const { personId } = await db.channelIdentity.findFirstOrThrow({
    where: { addressLookup: lookup },
    select: { personId: true },
  })
  const { id: organisationId } = await db.organisation.findFirstOrThrow({
    where: { slug },
    select: { id: true },
  })
  await db.membership.create({
    data: { personId, organisationId, role, since: clock() },
    select: { id: true },
  })
}

/**
 * Runs everything that the queue was to do later, and waits for what follows. What it is too early for, by the
 * test's own clock, puts itself back.
 */
export async function runDueJobs(service: TestService): Promise<void> {
  await service.db.$executeRaw`
    UPDATE graphile_worker._private_jobs SET run_at = now() WHERE run_at > now()`
  // The queue looks for such jobs once a second, or as soon as another is added.
  await service.db.$queryRaw`SELECT graphile_worker.add_job('housekeeping')`
  await untilDelivered(service)
}
