import { forgetWrongCodes } from '../activities/wrong-codes.ts'
import type { Database } from '../database/client.ts'
import { Prisma } from '../database/generated/client.ts'
import { forgetHandOvers } from '../organisations/hand-over.ts'
import { termStart } from './terms.ts'
import { leaveUnseenPeople } from './unseen-people.ts'

/** The name of the daily task. */
export const housekeepingTask = 'housekeeping'

/** At 03:17 UTC, when nobody is reading. */
export const housekeepingTime = '17 3 * * *'

/** Removes what is past its term. Safe to run at any time and more than once. */
export async function keepTerms(db: Database, now: Date): Promise<void> {
  await keepMessageTerms(db, now)
  await keepCodeTerms(db, now)
  await db.share.deleteMany({
    where: {
      OR: [
        { endedAt: { lt: termStart('endedShares', now) } },
        { expiresAt: { lt: termStart('endedShares', now) } },
      ],
    },
  })
  await db.referral.deleteMany({
    where: {
      OR: [
        { answeredAt: null, createdAt: { lt: termStart('unansweredReferrals', now) } },
        { answeredAt: { lt: termStart('answeredReferrals', now) } },
      ],
    },
  })
  await db.auditEntry.updateMany({
    where: { reasonSealed: { not: null }, at: { lt: termStart('auditWords', now) } },
    data: { reasonSealed: null },
  })
  await db.person.updateMany({
    where: { complimentsFrom: { lte: now } },
    data: { complimentsFrom: null },
  })
  await forgetWrongCodes(db, now)
  await forgetHandOvers(db, termStart('deliveries', now))
  await leaveUnseenPeople(db, now)
}

async function keepMessageTerms(db: Database, now: Date): Promise<void> {
  await db.receivedUpdate.deleteMany({
    where: { receivedAt: { lt: termStart('receivedUpdates', now) } },
  })
  await db.delivery.updateMany({
    where: { status: 'pending', createdAt: { lt: termStart('unsentWords', now) } },
    data: { status: 'failed', failure: 'too-old', reply: Prisma.DbNull, sentAt: now },
  })
  await db.delivery.updateMany({
    where: { status: 'failed', createdAt: { lt: termStart('unsentWords', now) } },
    data: { reply: Prisma.DbNull },
  })
  await db.delivery.deleteMany({
    where: { status: { not: 'pending' }, createdAt: { lt: termStart('deliveries', now) } },
  })
  await db.story.deleteMany({
    where: { agreedAt: null, createdAt: { lt: termStart('storyDrafts', now) } },
  })
  await db.notice.deleteMany({ where: { toldAt: { lt: termStart('notices', now) } } })
  await db.conversation.deleteMany({
    where: { updatedAt: { lt: termStart('conversations', now) } },
  })
}

async function keepCodeTerms(db: Database, now: Date): Promise<void> {
  const isOver = { lt: termStart('codes', now) }
  await db.linkCode.deleteMany({ where: { expiresAt: isOver } })
  await db.dataLink.deleteMany({ where: { expiresAt: isOver } })
  await db.adminSession.deleteMany({ where: { expiresAt: isOver } })
  await db.personJoin.deleteMany({ where: { undoUntil: { lt: now } } })
  await db.channelIdentity.updateMany({
    where: { codeGuessesSince: isOver },
    data: { codeGuesses: 0, codeGuessesSince: null },
  })
  const invitationsBefore = termStart('invitations', now)
  await db.invitation.deleteMany({
    where: {
      OR: [{ usedAt: { lt: invitationsBefore } }, { expiresAt: { lt: invitationsBefore } }],
    },
  })
}
