import type { TaskList } from 'graphile-worker'
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
import type { VerifiedBadge, VerifyBadge } from '../verify-badge.ts'
import { keepImportedBadge } from './imported-badges.ts'
import { importPayload, importTask } from './request-import.ts'

/** What importing needs from the service. */
export interface ImportService {
  readonly db: Database
  readonly deps: Deps
  readonly verifyBadge: VerifyBadge
}

/**
 * The queue's task for badges from elsewhere: verifies first, with no transaction open, then keeps the
 * badge and tells the person, in one transaction.
 */
export function importTasks(service: ImportService): TaskList {
  return {
    [importTask]: async (payload: unknown) => {
      const { givenSealed, ...who } = importPayload.parse(payload)
      const given = await service.deps.seals.open('badge', givenSealed)
      const verified = await service.verifyBadge({ kind: 'text', text: given })
      await tell(service, who, verified)
    },
  }
}

async function tell(
  { db, deps }: ImportService,
  { identityId, personId }: { readonly identityId: string; readonly personId: string },
  { report, source }: VerifiedBadge,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const person = await tx.person.findUnique({ where: { id: personId }, select: { locale: true } })
    // Erased in the meantime.
    if (person === null) return
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
    await enqueue(tx, {
      identityId,
      kind: 'answer',
      locale: person.locale,
      replies: [reply],
      interaction: null,
      now: deps.clock(),
    })
  })
}
