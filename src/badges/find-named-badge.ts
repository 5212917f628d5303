import type { DatabaseOrTransaction } from '../database/client.ts'
import { type AwardCommand, badgeAndNoteReadings } from '../organisations/award-command.ts'
import { type FindAchievementOutcome, findAchievement } from './find-achievement.ts'

/** A badge found in a worker's words, and the words that are left of them. */
export type NamedBadge = FindAchievementOutcome & { readonly note: string | null }

/**
 * Finds the badge by the longest run of typed words that names one, or else by the longest that nearly
 * does; what is left is the note.
 */
export async function findNamedBadge(
  db: DatabaseOrTransaction,
  organisationId: string,
  command: Pick<AwardCommand, 'code' | 'badge' | 'note'>,
): Promise<NamedBadge> {
  let nearly: NamedBadge | null = null
  for (const { badge, note } of badgeAndNoteReadings(command)) {
    const found = await findAchievement(db, { organisationId, typed: badge })
    if (found.kind === 'found') return { ...found, note }
    if (found.near.length > 0) nearly ??= { ...found, note }
  }
  if (nearly !== null) return nearly
  const { note } = command
  return { ...(await findAchievement(db, { organisationId, typed: '' })), note }
}
