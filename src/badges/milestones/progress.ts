import type { ToldStep } from '../../understand/told-steps.ts'

/** How far a person has come: counts and kinds only, nobody's words, and nothing to lose again. */
export interface Progress {
  /** Asked what can be learnt, on a day before today. */
  readonly askedBefore: boolean
  /** Sessions ever signed up for, also those cancelled later. */
  readonly signups: number
  /** Sessions where the person was there. */
  readonly attended: number
  /** Different topics of those. */
  readonly topics: number
  /** Different neighbourhoods of those. */
  readonly neighbourhoods: number
  /** Sessions online among those. */
  readonly attendedOnline: number
  /** Days between the last day of doing something and the one before; 0 when there is only one. */
  readonly lastBreakDays: number
  /** Pathways finished. */
  readonly pathways: number
  /** Kinds of steps that the person told of. */
  readonly steps: ReadonlySet<ToldStep>
}
