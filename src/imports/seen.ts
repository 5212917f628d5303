import { createHash } from 'node:crypto'

/** Ids that a source has, in little memory: 48 bits of each, in which no two of a million meet. */
export interface Seen {
  add(id: string): void
  /** Notes something that could not be read: what is of it (`<id>#…`) may be there all the same. */
  addBroken(id: string): void
  has(id: string): boolean
}

/** Begins with nothing seen. */
export function createSeen(): Seen {
  const numbers = new Set<number>()
  const broken = new Set<number>()
  const numberOf = (id: string) => createHash('sha256').update(id).digest().readUIntBE(0, 6)
  return {
    add: (id) => void numbers.add(numberOf(id)),
    addBroken(id) {
      numbers.add(numberOf(id))
      broken.add(numberOf(id))
    },
    has: (id) =>
      numbers.has(numberOf(id)) ||
      (broken.size > 0 && broken.has(numberOf(id.slice(0, id.lastIndexOf('#'))))),
  }
}

/** What a run met. An activity and a session may be called the same, and only one of them be gone. */
export interface SeenInRun {
  readonly activities: Seen
  readonly sessions: Seen
  /** Sessions that this run put in. */
  readonly newSessions: Seen
}

export const createSeenInRun = (): SeenInRun => ({
  activities: createSeen(),
  sessions: createSeen(),
  newSessions: createSeen(),
})
