/**
 * What can be seen at each step, by codes that stay the same. The words for each are in
 * `locales/<language>/verification.json` under `codes.<step>.<code>`.
 */
export const stepCodes = {
  readable: {
    ok: ['read'],
    fault: [
      'empty',
      'too-large',
      'not-utf8',
      'unknown-file',
      'not-json',
      'json-too-deep',
      'json-duplicate-key',
      'json-dangerous-key',
      'png-broken',
      'png-no-badge',
      'png-several-badges',
      'svg-broken',
      'svg-entities',
      'svg-no-badge',
      'svg-several-badges',
      'link-refused',
      'link-missing',
      'link-no-badge',
      'link-several-badges',
    ],
    notChecked: ['link-unreachable'],
  },
  format: {
    ok: ['open-badge-3', 'open-badge-2'],
    fault: [
      'not-a-badge',
      'fields-missing',
      'no-signature',
      'jwt-broken',
      'jwt-algorithm',
      'jwt-critical',
      'claims-differ',
    ],
    notChecked: ['open-badge-2-signed'],
  },
  issuer: {
    ok: ['named'],
    fault: ['differs', 'not-an-address', 'other-host', 'profile-differs'],
    notChecked: ['unreachable', 'method-unknown'],
  },
  key: {
    ok: ['of-issuer', 'hosted'],
    fault: ['not-of-issuer', 'unsuitable', 'compromised'],
    notChecked: ['unreachable'],
  },
  signature: {
    ok: ['holds', 'hosted'],
    fault: [
      'broken',
      'rewritten',
      'terms-undefined',
      'purpose',
      'hosted-differs',
      'hosted-gone',
      'expired',
    ],
    notChecked: ['proof-unknown', 'context-unknown', 'too-complex', 'unreachable'],
  },
  dates: {
    ok: ['no-end', 'until'],
    fault: ['not-yet', 'expired', 'unreadable'],
    notChecked: [],
  },
  status: {
    ok: ['stands', 'no-list'],
    fault: ['revoked', 'suspended', 'list-broken', 'list-other-issuer', 'not-issued-here'],
    notChecked: ['unreachable', 'type-unknown'],
  },
  achievement: {
    ok: ['compliment', 'named'],
    fault: ['missing'],
    notChecked: [],
  },
  recipient: {
    ok: ['opaque', 'hashed', 'clear'],
    fault: ['missing'],
    notChecked: [],
  },
} as const

type StepCodes = typeof stepCodes

/** One thing that is looked at, in the order in which it is. */
export type StepName = keyof StepCodes
/** `notChecked`: it could not be told, and why; that is no fault of the badge. */
export type StepOutcome = 'ok' | 'fault' | 'notChecked'

/** A step that was never come to, because an earlier one did not hold. */
interface NotReached<Name extends StepName> {
  readonly step: Name
  readonly outcome: 'notChecked'
  readonly code: 'not-reached'
}

type StepOf<Name extends StepName> =
  | NotReached<Name>
  | {
      [Outcome in StepOutcome]: {
        readonly step: Name
        readonly outcome: Outcome
        readonly code: StepCodes[Name][Outcome][number]
      }
    }[StepOutcome]

/** What was seen at one step. */
export type Step = { [Name in StepName]: StepOf<Name> }[StepName]

/** The steps in their order. */
export const stepNames = [
  'readable',
  'format',
  'issuer',
  'key',
  'signature',
  'dates',
  'status',
  'achievement',
  'recipient',
] as const satisfies readonly StepName[]

/** holds: every step does. fails: one does not. unsure: none fails, and one could not be checked. */
export type Verdict = 'holds' | 'fails' | 'unsure'

/** What a badge says of itself, cleaned for showing. Believe it only as far as the verdict goes. */
export interface SeenBadge {
  readonly standard: 'open-badge-3' | 'open-badge-2'
  /** The credential's own id; empty when it has none. */
  readonly id: string
  readonly name: string
  readonly description: string
  readonly issuer: { readonly id: string; readonly name: string; readonly host: string | null }
  /** As written, with its offset; null when there is none that can be read. */
  readonly validFrom: string | null
  readonly validUntil: string | null
}

/** The whole of a verification: nine steps, the verdict, and what was verified. */
export interface VerificationReport {
  readonly verdict: Verdict
  readonly steps: readonly Step[]
  readonly badge: SeenBadge | null
}

/** Makes the report from the steps that were come to; the others are put in as not reached. */
export function makeReport(seen: readonly Step[], badge: SeenBadge | null): VerificationReport {
  const steps = stepNames.map(
    (step): Step =>
      seen.find((each) => each.step === step) ?? {
        step,
        outcome: 'notChecked',
        code: 'not-reached',
      },
  )
  return { verdict: verdictOf(steps), steps, badge }
}

function verdictOf(steps: readonly Step[]): Verdict {
  if (steps.some(({ outcome }) => outcome === 'fault')) return 'fails'
  return steps.every(({ outcome }) => outcome === 'ok') ? 'holds' : 'unsure'
}
