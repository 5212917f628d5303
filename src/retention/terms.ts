/**
 * How long each kind of data is kept, in days. This is the one place: the daily task obeys it, the
 * privacy page and `docs/privacy.md` say it (a test compares them).
 */
export const terms = {
  /** Ids of updates: a platform repeats one for a day at the most. */
  receivedUpdates: 7,
  /** What became of a message, never its words. */
  deliveries: 30,
  /** That something was told unasked, so that it is told once. */
  notices: 30,
  /** Words that could not be sent: they are let go, and the message counts as failed. */
  unsentWords: 7,
  /** Invitations that were used or ran out. */
  invitations: 30,
  /** Links to badges that ended. */
  endedShares: 30,
  /** Stories that their learner did not say yes to. */
  storyDrafts: 2,
  /** What the last answer left open, and what was looked for. */
  conversations: 90,
  /** Referrals that nobody answered. */
  unansweredReferrals: 60,
  /** Referrals that were answered. */
  answeredReferrals: 365,
  /** Words of a worker on the audit trail; that something was done stays. */
  auditWords: 730,
  /** Codes and links of an hour or less, after they ran out. */
  codes: 1,
  /** A person from whom nothing was heard is told that everything will be erased. */
  unseenPeople: 730,
  /** How long they then have to answer. */
  leavingNotice: 30,
} as const

export type Term = keyof typeof terms

const isTerm = (name: string): name is Term => name in terms

/** All of them, by name. */
export const termNames: readonly Term[] = Object.keys(terms).filter(isTerm)

const dayMilliseconds = 86_400_000

/** The moment before which data of this kind is past its term. */
export function termStart(term: Term, now: Date): Date {
  return new Date(now.getTime() - terms[term] * dayMilliseconds)
}
