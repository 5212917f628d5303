import { NoSessionCodeLeft, sessionCodeCandidate } from '../../../prisma/seed/session-codes.ts'
import type { Transaction } from '../../database/client.ts'

/** With a million sessions a quarter of all codes is taken: so many tries fail once in a billion. */
const mostAttempts = 15

/**
 * Gives each session a code that no other one has.
 *
 * @param sessions with names, no two the same
 * @throws NoSessionCodeLeft when nearly every code is taken
 */
export async function withFreeCodes<Session extends { readonly name: string }>(
  tx: Transaction,
  sessions: readonly Session[],
): Promise<readonly (Session & { readonly code: string })[]> {
  const found: (Session & { readonly code: string })[] = []
  const used = new Set<string>()
  let left = sessions
  for (let attempt = 0; left.length > 0; attempt += 1) {
    const [first] = left
    if (attempt === mostAttempts && first !== undefined) throw new NoSessionCodeLeft(first.name)
    const tried = left.map((session) => ({
      ...session,
      code: sessionCodeCandidate(session.name, attempt),
    }))
    const inUse = await tx.session.findMany({
      where: { code: { in: tried.map(({ code }) => code) } },
      select: { code: true },
    })
    for (const { code } of inUse) used.add(code)
    const again: Session[] = []
    for (const [index, session] of tried.entries()) {
      const before = left[index]
      if (used.has(session.code)) {
        if (before !== undefined) again.push(before)
      } else {
        used.add(session.code)
        found.push(session)
      }
    }
    left = again
  }
  return found
}
