import type { VNode } from 'preact'
import type { SharedBadge } from '../../badges/find-share.ts'
import type { Locale } from '../../language/locale.ts'
import { type PageKey, translator } from '../../language/translate.ts'
import type { Verification, VerificationStep } from '../../signing/verify-credential.ts'

interface VerificationBoxProps {
  readonly verification: Verification
  readonly badge: SharedBadge
  readonly locale: Locale
  /** The day on which it was checked, in words: a page may be printed and read much later. */
  readonly checkedOn: string
  readonly heading: 'h2' | 'h3'
}

/** What was checked when the page was made, step by step, with the verdict on top. */
export function VerificationBox(props: VerificationBoxProps): VNode {
  const { verification, badge, locale, checkedOn, heading: Heading } = props
  const say = translator(locale, 'pages')
  const organisation = badge.organisation.name
  // Why it was suspended before says nothing of why it was taken back.
  const reason = badge.revokedAt === null ? badge.suspendedReason : badge.revokedReason
  return (
    <section class={`verdict ${verification.ok ? 'holds' : 'fails'}`}>
      <Heading>{say(verification.ok ? 'verify.holds' : 'verify.fails')}</Heading>
      {reason !== null && <p>{say('verify.reason', { reason })}</p>}
      <ul>
        {verification.steps.map((seen) => (
          <li key={seen.step} class={seen.ok ? 'ok' : 'fault'}>
            {say(wordsFor(seen), { organisation })}
          </li>
        ))}
      </ul>
      <p class="checked-on">{say('verify.checkedOn', { date: checkedOn })}</p>
    </section>
  )
}

/** What a reader does with a fault differs by its code, where there are words for it. */
function wordsFor({ step, ok, code }: VerificationStep): PageKey {
  if (code === 'compromised-key') return 'verify.issuer.compromised'
  if (code === 'suspended') return 'verify.status.suspended'
  return ok ? `verify.${step}.ok` : `verify.${step}.fault`
}
