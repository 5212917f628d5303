import type { Router } from 'express'
import type { ChannelContext, ConnectedChannel } from '../../bots/channel.ts'
import { connectChannels } from '../../bots/index.ts'
import { simulatedEnvironment } from '../../bots/simulator/environment.ts'
import { simulatedWorkers } from '../../bots/simulator/people.ts'
import { type SimulatedPlatform, startPlatform } from '../../bots/simulator/platform.ts'
import { simulatorRouter } from '../../bots/simulator/router.ts'
import type { City } from '../cities/city.ts'
import type { Database } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { addressLock, meet } from '../learners/meet.ts'
import type { UndoStack } from './stack.ts'
import { readStored } from './stored.ts'

/** Trying it out without any account: our own stand-in for the platforms, and the real channels on it. */
export interface Tryout {
  readonly platform: SimulatedPlatform
  readonly channels: readonly ConnectedChannel[]
  readonly router: Router
}

interface TryoutParts {
  readonly db: Database
  readonly deps: Deps
  /** The demo city, which is loaded for trying it out. */
  readonly city: City
  readonly context: ChannelContext
  readonly siteUrl: string
  readonly undo: UndoStack
}

/** The demo organisation whose badges the youth workers on the page can give. */
const demoOrganisation = 'buurthuis-de-kade'

/** Starts the stand-in, connects the channels to it, and makes its youth workers members. */
export async function startTryout(parts: TryoutParts): Promise<Tryout> {
  const { context, siteUrl, undo } = parts
  const platform = await startPlatform({ serviceUrl: siteUrl, clock: context.clock })
  undo.add(() => platform.stop())
  const channels = connectChannels(simulatedEnvironment(platform), {
    ...context,
    publicUrl: siteUrl,
  })
  for (const { channel, address } of simulatedWorkers) {
    await makeWorker(parts, channel, address)
  }
  return {
    platform,
    channels,
    router: simulatorRouter({ platform, readStored: () => readStored(parts.db) }),
  }
}

async function makeWorker({ db, deps, city }: TryoutParts, channel: string, address: string) {
  await db.$transaction(async (tx) => {
    const now = deps.clock()
    const { id: cityId, defaultLocale: locale } = city
    await tx.$executeRaw`SELECT ${addressLock(channel, deps.seals.lookup(channel, address))}`
    const { personId } = await meet(tx, deps, {
      ...{ channel, address, cityId, locale, now },
      cityChosen: true,
    })
    const organisation = await tx.organisation.findUniqueOrThrow({
      where: { cityId_slug: { cityId, slug: demoOrganisation } },
      select: { id: true },
    })
    const organisationId = organisation.id
    await tx.membership.upsert({
      where: { personId_organisationId: { personId, organisationId } },
      create: { personId, organisationId, role: 'worker', since: now },
      update: {},
      select: { id: true },
    })
  })
}
