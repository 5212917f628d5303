import type { ActivityFacts } from './facts.ts'
import type { Problem, Where } from './item.ts'

/** So many different words, bad rows and differences are kept; the rest is only counted. */
const mostKept = 200

/** Something of a source that was not taken. */
export interface BadItem {
  readonly where: Where
  readonly problem: Problem
}

/** A field that changed, from one value to another, as they are stored; what is stored by an id, by its name. */
export interface Change {
  readonly field: Exclude<keyof ActivityFacts, 'externalId'> | 'startsAt' | 'endsAt'
  readonly from: string
  readonly to: string
}

/** What an import does or would do to one thing. */
export type Difference =
  | {
      readonly kind: 'newActivity' | 'endedActivity'
      readonly title: string
    }
  | {
      readonly kind: 'newSession' | 'cancelledSession' | 'backSession'
      readonly title: string
      readonly startsAt: string
    }
  | { readonly kind: 'movedSession'; readonly title: string; readonly changes: readonly Change[] }
  | {
      readonly kind: 'changedActivity'
      readonly title: string
      readonly changes: readonly Change[]
    }

/** What an import counts as it goes; its size does not grow with the source. */
export interface Tally {
  readonly counts: Record<
    | 'items'
    | 'newActivities'
    | 'changedActivities'
    | 'sameActivities'
    | 'newSessions'
    | 'movedSessions'
    | 'sameSessions'
    | 'cancelledSessions'
    | 'goneSessions'
    | 'backSessions'
    | 'pastSessions'
    | 'bad'
    | 'nameless'
    /** Gone from the source, and left here as it is: far more than usual. */
    | 'heldBack'
    | 'signups',
    number
  >
  readonly assumed: { price: number; capacity: number; place: number }
  readonly bad: BadItem[]
  readonly differences: Difference[]
  readonly words: Readonly<Record<WordKind, Map<string, number>>>
  countWord(kind: WordKind, word: string): void
  addBad(item: BadItem): void
  addDifference(difference: Difference): void
  /** What was counted as new was another one that moved. */
  takeBackNew(title: string, startsAt: string): void
}

type WordKind = 'unmapped' | 'unknownOrganisations'

/** An empty tally. */
export function createTally(): Tally {
  const tally: Tally = {
    counts: {
      items: 0,
      newActivities: 0,
      changedActivities: 0,
      sameActivities: 0,
      newSessions: 0,
      movedSessions: 0,
      sameSessions: 0,
      cancelledSessions: 0,
      goneSessions: 0,
      backSessions: 0,
      pastSessions: 0,
      bad: 0,
      nameless: 0,
      heldBack: 0,
      signups: 0,
    },
    assumed: { price: 0, capacity: 0, place: 0 },
    bad: [],
    differences: [],
    words: { unmapped: new Map(), unknownOrganisations: new Map() },
    countWord(kind, word) {
      const counted = tally.words[kind]
      const shown = word.trim().slice(0, 60)
      const before = counted.get(shown)
      if (before !== undefined || counted.size < mostKept) counted.set(shown, (before ?? 0) + 1)
    },
    addBad(item) {
      tally.counts.bad += 1
      if (tally.bad.length < mostKept) tally.bad.push(item)
    },
    addDifference(difference) {
      if (tally.differences.length < mostKept) tally.differences.push(difference)
    },
    takeBackNew(title, startsAt) {
      tally.counts.newSessions -= 1
      const at = tally.differences.findIndex(
        (each) => each.kind === 'newSession' && each.title === title && each.startsAt === startsAt,
      )
      if (at !== -1) tally.differences.splice(at, 1)
    },
  }
  return tally
}
