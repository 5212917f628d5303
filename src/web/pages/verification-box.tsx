import type { VNode } from 'preact'
import type { SharedBadge } from '../../badges/find-share.ts'
import type { Locale } from '../../language/locale.ts'
import { translator } from '../../language/translate.ts'
import type { Verification } from '../../signing/verify-credential.ts'

interface VerificationBoxProps {
  readonly verification: Verification
  readonly badge: SharedBadge
  readonly locale: Locale
}

/** What was checked when the page was made, step by step, with the verdict on top. */
export function VerificationBox({ verification, badge, locale }: VerificationBoxProps): VNode {
  const say = translator(locale, 'pages')
  const organisation = badge.organisation.name
  return (
    <section class={verification.ok ? 'verified' : 'not-verified'}>
      <h3>{say(verification.ok ? 'verify.holds' : 'verify.fails')}</h3>
      <ul>
        {verification.steps.map(({ step, ok }) => (
          <li key={step} class={ok ? 'ok' : 'fault'}>
            {say(ok ? `verify.${step}.ok` : `verify.${step}.fault`, { organisation })}
          </li>
        ))}
      </ul>
      {badge.revokedReason !== null && (
        <p>{say('verify.reason', { reason: badge.revokedReason })}</p>
      )}
    </section>
  )
}
