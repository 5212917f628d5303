import type { StepKind, ToldStep } from '../../understand/told-steps.ts'
import type { Progress } from './progress.ts'

/** What just happened, by which a milestone can be reached. */
export type MilestoneEvent =
  | { readonly kind: 'asked' }
  | { readonly kind: 'signedUp' }
  /** Was there: checked in at a session. */
  | { readonly kind: 'attended' }
  | { readonly kind: 'finishedPathway' }
  | { readonly kind: 'told'; readonly step: ToldStep }

/** A pure rule: at which event it is looked at, and whether the person has come to it. */
interface MilestoneRule {
  readonly on: MilestoneEvent['kind']
  /** Of told steps, the kind that it thanks for: any other would come out of nowhere. */
  readonly step?: StepKind
  readonly isReached: (progress: Progress) => boolean
}

/** So many days without doing anything here count as having been away. */
const breakDays = 42

const told = (step: StepKind): MilestoneRule => ({
  on: 'told',
  step,
  isReached: ({ steps }) => steps.has(step),
})

const attended = (isReached: MilestoneRule['isReached']): MilestoneRule => ({
  on: 'attended',
  isReached,
})

/**
 * The milestones, in the order in which one is chosen when several are reached. A new one is a line
 * here, its words in `locales/` and an achievement in the city's data.
 *
 * No rule looks at days in a row, at other people, or at what is still missing: a milestone says
 * thank you for something that was done, and is never announced (Deci 1999).
 */
export const milestoneRules = {
  'first-question': { on: 'asked', isReached: ({ askedBefore }) => askedBefore },
  'first-signup': { on: 'signedUp', isReached: ({ signups }) => signups >= 1 },
  'first-pathway': { on: 'finishedPathway', isReached: ({ pathways }) => pathways >= 1 },
  'first-attendance': attended(({ attended: times }) => times >= 1),
  'back-after-break': attended(({ lastBreakDays }) => lastBreakDays >= breakDays),
  'tenth-time': attended(({ attended: times }) => times >= 10),
  'fifth-time': attended(({ attended: times }) => times >= 5 && times < 10),
  'third-time': attended(({ attended: times }) => times >= 3 && times < 5),
  'tried-online': attended(({ attendedOnline }) => attendedOnline >= 1),
  'new-topic': attended(({ topics }) => topics >= 2),
  'new-neighbourhood': attended(({ neighbourhoods }) => neighbourhoods >= 2),
  'came-alone': told('alone'),
  'brought-somebody': told('brought'),
  'helped-somebody': told('helped'),
  'went-outside': told('outside'),
  'cooked-something': told('cooked'),
  'met-somebody': told('met'),
  'made-something': told('made'),
  'arranged-something': told('arranged'),
  'learned-words': told('words'),
  'moved-about': told('moved'),
  'tidied-up': told('tidied'),
  'started-again': told('back'),
} as const satisfies Readonly<Record<string, MilestoneRule>>

/** The name of a rule, as an achievement in the city's data names it. */
export type Milestone = keyof typeof milestoneRules

const rules: Readonly<Record<string, MilestoneRule>> = milestoneRules

/** Tells whether a name in the data is that of a rule. */
export const isMilestone = (name: string): name is Milestone => Object.hasOwn(rules, name)

/** Every milestone, in the order of the registry. */
export const milestones: readonly Milestone[] = Object.keys(rules).filter(isMilestone)

/** The milestones that belong to what just happened, best first. */
export function milestonesAt(event: MilestoneEvent): readonly Milestone[] {
  const step = event.kind === 'told' ? event.step : undefined
  return milestones.filter((name) => rules[name]?.on === event.kind && rules[name].step === step)
}

/** Those of them that a person has come to, in the same order. */
export function reachedMilestones(progress: Progress, event: MilestoneEvent): readonly Milestone[] {
  return milestonesAt(event).filter((name) => rules[name]?.isReached(progress))
}
