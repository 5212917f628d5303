import type { Deps } from '../deps.ts'

/** What is kept of a note, and of what worker and learner want with it. */
export interface KeptNote {
  readonly noteSealed: string | null
  readonly evidenceOfferedAt: Date | null
  readonly evidenceAgreedAt: Date | null
}

/** The note that may stand in a badge, for everybody: when worker and learner both want it. Else null. */
export async function agreedNote(
  { seals }: Pick<Deps, 'seals'>,
  { noteSealed, evidenceOfferedAt, evidenceAgreedAt }: KeptNote,
): Promise<string | null> {
  const isAgreed = evidenceOfferedAt !== null && evidenceAgreedAt !== null
  return isAgreed && noteSealed !== null ? seals.open('note', noteSealed) : null
}
