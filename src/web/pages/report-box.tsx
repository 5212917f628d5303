import type { VNode } from 'preact'
import { localDay } from '../../activities/local-day.ts'
import { sayDate } from '../../language/format.ts'
import type { Locale } from '../../language/locale.ts'
import { translator } from '../../language/translate.ts'
import type { SeenBadge, VerificationReport } from '../../verification/report.ts'
import { sayStep } from '../../verification/say-step.ts'

interface ReportBoxProps {
  readonly report: VerificationReport
  readonly locale: Locale
  readonly timeZone: string
}

const stepClasses = { ok: 'ok', fault: 'fault', notChecked: 'unchecked' } as const

/** A verification in words: the verdict, what it means, the badge, and each step. */
export function ReportBox({ report, locale, timeZone }: ReportBoxProps): VNode {
  const say = translator(locale, 'verification')
  const { badge, verdict, steps } = report
  return (
    <>
      <section class={`verdict ${verdict}`}>
        <h1>{say(`verdict.${verdict}`)}</h1>
        <p class="lead">{meaning(report, locale)}</p>
        <h2>{say('page.stepByStep')}</h2>
        <ul>
          {steps.map((step) => (
            <li key={step.step} class={stepClasses[step.outcome]}>
              <strong>{say(`steps.${step.step}`)}</strong>
              {` (${say(`outcomes.${step.outcome}`)}): ${sayStep(step, locale)}`}
            </li>
          ))}
        </ul>
      </section>
      {badge !== null && <BadgeFacts badge={badge} locale={locale} timeZone={timeZone} />}
    </>
  )
}

function meaning({ verdict, badge }: VerificationReport, locale: Locale): string {
  const say = translator(locale, 'verification')
  if (verdict !== 'holds') return say(`meaning.${verdict}`)
  const host = badge?.issuer.host ?? null
  return host === null ? say('meaning.holdsWithoutHost') : say('meaning.holds', { host })
}

function BadgeFacts(props: Omit<ReportBoxProps, 'report'> & { readonly badge: SeenBadge }): VNode {
  const { badge, locale, timeZone } = props
  const say = translator(locale, 'verification')
  const day = (at: string | null) =>
    at === null ? null : sayDate(locale, localDay(new Date(at), timeZone))
  const facts = [
    ['name', badge.name || say('page.unnamed')],
    ['issuer', badge.issuer.name || say('page.unnamed')],
    ['address', badge.issuer.host ?? say('page.noAddress')],
    ['from', day(badge.validFrom)],
    ['until', day(badge.validUntil)],
  ] as const
  return (
    <section class="card">
      <h2>{say('page.badge')}</h2>
      <p>{say('page.says')}</p>
      <dl class="facts">
        {facts.map(
          ([name, value]) =>
            value !== null && (
              <div key={name}>
                <dt>{say(`page.${name}`)}</dt>
                <dd>
                  <bdi>{value}</bdi>
                </dd>
              </div>
            ),
        )}
      </dl>
    </section>
  )
}
