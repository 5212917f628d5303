import type { TaskList } from 'graphile-worker'
import type { Channel } from '../../conversation/channel.ts'
import { noteOffered } from '../../conversation/note-offered.ts'
import type { Reply } from '../../conversation/reply.ts'
import {
  addedReply,
  knownReply,
  oursReply,
  refusedReply,
} from '../../conversation/turns/import-badge.ts'
import type { Database } from '../../database/client.ts'
import { enqueue } from '../../delivery/enqueue.ts'
import type { Deps } from '../../deps.ts'
import { mostBadgeBytes } from '../files/read-input.ts'
import type { VerificationInput } from '../read-badge.ts'
import type { VerifiedBadge, VerifyBadge } from '../verify-badge.ts'
import { keepImportedBadge } from './imported-badges.ts'
import { type GivenBadge, givenBadge, importPayload, importTask } from './request-import.ts'

/** What importing needs from the service. */
export interface ImportService {
  readonly db: Database
  readonly deps: Deps
  readonly verifyBadge: VerifyBadge
  /** By their names: a file is read by the channel that it came on. */
  readonly channels: ReadonlyMap<string, Pick<Channel, 'readFile'>>
}

/**
 * The queue's task for badges from elsewhere: verifies first, with no transaction open, then keeps the
 * badge and tells the person, in one transaction.
 */
export function importTasks(service: ImportService): TaskList {
  return {
    [importTask]: async (payload: unknown) => {
      const { givenSealed, identityId } = importPayload.parse(payload)
      const opened = await service.deps.seals.open('badge', givenSealed)
      const input = await inputOf(service, identityId, givenBadge.parse(JSON.parse(opened)))
      await tell(service, identityId, await service.verifyBadge(input))
    },
  }
}

async function inputOf(
  { db, channels }: ImportService,
  identityId: string,
  given: GivenBadge,
): Promise<VerificationInput> {
  if (given.kind === 'text') return given
  const identity = await db.channelIdentity.findUnique({
    where: { id: identityId },
    select: { channel: true },
  })
  const channel = identity === null ? undefined : channels.get(identity.channel)
  const bytes = await channel?.readFile?.(given.file, mostBadgeBytes)
  // A file that cannot be had is one with nothing in it.
  return { kind: 'file', bytes: bytes ?? new Uint8Array() }
}

async function tell(
  { db, deps }: ImportService,
  identityId: string,
  { report, source }: VerifiedBadge,
): Promise<void> {
  await db.$transaction(async (tx) => {
    // Whose app it is now: two people may have become one meanwhile.
    const identity = await tx.channelIdentity.findUnique({
      where: { id: identityId },
      select: {
        personId: true,
        person: { select: { locale: true, erasingSince: true, stoppedAt: true } },
      },
    })
    if (identity === null) return
    const { personId, person } = identity
    // Who said *stop* meanwhile hears nothing more, and nothing is kept that they were not told of.
    if (person.erasingSince !== null || person.stoppedAt !== null) return
    const { badge } = report
    let reply: Reply
    if (report.verdict !== 'holds' || badge === null || source === null) {
      reply = refusedReply(report)
    } else if (badge.issuer.id.startsWith(`${deps.siteUrl}/issuers/`)) {
      reply = oursReply(badge)
    } else {
      const kept = await keepImportedBadge(tx, deps, personId, { badge, source })
      reply = kept.kind === 'added' ? addedReply(badge, kept.id) : knownReply(badge)
    }
    const told = { identityId, replies: [reply], now: deps.clock() }
    await enqueue(tx, { ...told, kind: 'answer', locale: person.locale, interaction: null })
    await noteOffered(tx, told)
  })
}
