import { z } from 'zod'

const moment = z.coerce.date()

const signup = z.object({
  id: z.uuid(),
  sessionId: z.uuid(),
  personId: z.uuid(),
  status: z.enum(['going', 'waiting', 'offered', 'cancelled', 'attended']),
  createdAt: moment,
  changedAt: moment,
  checkedInAt: moment.nullable(),
})

const membership = z.object({
  id: z.uuid(),
  personId: z.uuid(),
  organisationId: z.uuid(),
  role: z.enum(['worker', 'admin']),
  since: moment,
  endedAt: moment.nullable(),
})

const importedBadge = z.object({
  id: z.uuid(),
  personId: z.uuid(),
  standard: z.string(),
  credentialId: z.string(),
  name: z.string(),
  description: z.string(),
  issuerId: z.string(),
  issuerName: z.string(),
  issuerHost: z.string().nullable(),
  validFrom: moment.nullable(),
  validUntil: moment.nullable(),
  sourceSealed: z.string(),
  importedAt: moment,
})

/** What a person brought who was joined to another: enough to make them their own person again. */
export const brought = z.object({
  person: z.object({
    id: z.uuid(),
    cityId: z.uuid(),
    learnerCode: z.string(),
    locale: z.enum(['nl', 'en']),
    localeChosen: z.boolean(),
    subjectId: z.uuid(),
    milestonesWanted: z.boolean(),
    recommendationsWanted: z.boolean().default(true),
    createdAt: moment,
  }),
  /** Keys of the rows that went over, by their place in `personalRows`. */
  rows: z.record(z.string(), z.array(z.string())),
  /** Sign-ups that gave way to one for the same session, of either person. */
  signups: z.array(signup),
  /** Badges that both had: theirs is kept and can be verified, and the other stands. */
  doubleAwardIds: z.array(z.uuid()),
  /** Badges of somebody else that both had: theirs, which gave way. */
  doubleImports: z.array(importedBadge).default([]),
  /** Memberships of an organisation that both belonged to: theirs, and the other one as it was. */
  memberships: z.array(z.object({ theirs: membership, other: membership })),
})
export type Brought = z.infer<typeof brought>
export type BroughtSignup = z.infer<typeof signup>

/**
 * Rows that follow their person to another one and back: a table, the column that says whose they are,
 * and its key. A test holds this list to what the database says.
 */
export const personalRows = [
  { table: 'ChannelIdentity', column: 'personId', key: 'id' },
  { table: 'Share', column: 'personId', key: 'id' },
  { table: 'Consent', column: 'personId', key: 'id' },
  { table: 'Step', column: 'personId', key: 'id' },
  { table: 'Story', column: 'personId', key: 'id' },
  { table: 'Signup', column: 'personId', key: 'id' },
  { table: 'Membership', column: 'personId', key: 'id' },
  { table: 'Award', column: 'personId', key: 'id' },
  { table: 'ImportedBadge', column: 'personId', key: 'id' },
  { table: 'Award', column: 'givenById', key: 'id' },
  { table: 'HandOver', column: 'personId', key: 'id' },
  { table: 'HandOver', column: 'takenById', key: 'id' },
  { table: 'Referral', column: 'personId', key: 'id' },
  { table: 'Referral', column: 'madeById', key: 'id' },
  { table: 'Invitation', column: 'usedById', key: 'codeHash' },
  // An earlier join can still be undone, after the later one.
  { table: 'PersonJoin', column: 'personId', key: 'id' },
] as const

/**
 * What a joined person leaves behind: codes and links of an hour or less, a yes, which is asked again,
 * and what `copyReminders` copies.
 */
export const leftBehind = [
  'LinkCode.personId',
  'DataLink.personId',
  'AdminSession.personId',
  'Sharing.personId',
  'Notice.personId',
  'WeeklyTip.personId',
] as const
