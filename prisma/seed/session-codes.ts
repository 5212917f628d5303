import { createHash } from 'node:crypto'

/** No I and O, which read as 1 and 0, and no other vowels or Y: so that no code spells a word. */
const letters = 'BCDFGHJKLMNPQRSTVWXZ'
/** No 0 and 1. */
const digits = '23456789'
/** Three letters and three digits, as on a number plate: easy to say aloud, and never mistaken for a word. */
const shape = [letters, letters, letters, digits, digits, digits]

const candidatesPerSession = 4

/**
 * The codes that a session may get, best first: always the same ones for the same session.
 *
 * @example sessionCodeCandidates('soep-voor-de-buurt 2026-11-28T10:00:00.000Z') // ['KTR482', …]
 */
export function sessionCodeCandidates(session: string): readonly string[] {
  return Array.from({ length: candidatesPerSession }, (_, attempt) =>
    sessionCodeCandidate(session, attempt),
  )
}

/** One of the codes that a session may get: the first one, the second one, and so on. */
export function sessionCodeCandidate(session: string, attempt: number): string {
  const hash = createHash('sha256').update(`${session} ${attempt}`).digest()
  return shape
    .map((alphabet, place) => alphabet.charAt(hash.readUInt32BE(place * 4) % alphabet.length))
    .join('')
}

/** Thrown when every candidate of a session is taken; it takes millions of sessions to get there. */
export class NoSessionCodeLeft extends Error {
  readonly code = 'no-session-code-left'

  constructor(session: string) {
    super(`All codes for session ${session} are taken`)
  }
}

/**
 * Gives every session a code of its own.
 *
 * @param sessions with names, no two the same
 * @param taken codes that other sessions already have
 */
export function withSessionCodes<Session extends { readonly name: string }>(
  sessions: readonly Session[],
  taken: ReadonlySet<string>,
): readonly (Session & { readonly code: string })[] {
  const used = new Set(taken)
  return sessions.map((session) => {
    const code = sessionCodeCandidates(session.name).find((candidate) => !used.has(candidate))
    if (code === undefined) throw new NoSessionCodeLeft(session.name)
    used.add(code)
    return { ...session, code }
  })
}
