import type { VNode } from 'preact'
import type { SharedBadge } from '../../badges/find-share.ts'
import type { Locale } from '../../language/locale.ts'
import { translator } from '../../language/translate.ts'
import type { Verification } from '../../signing/verify-credential.ts'

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
  return (
    <section class={`verdict ${verification.ok ? 'holds' : 'fails'}`}>
      <Heading>{say(verification.ok ? 'verify.holds' : 'verify.fails')}</Heading>
      {badge.revokedReason !== null && (
        <p>{say('verify.reason', { reason: badge.revokedReason })}</p>
      )}
      <ul>
        {verification.steps.map(({ step, ok }) => (
          <li key={step} class={ok ? 'ok' : 'fault'}>
            {say(ok ? `verify.${step}.ok` : `verify.${step}.fault`, { organisation })}
          </li>
        ))}
      </ul>
      <p class="checked-on">{say('verify.checkedOn', { date: checkedOn })}</p>
    </section>
  )
}
