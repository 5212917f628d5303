import type { VNode } from 'preact'
import type { Locale } from '../../language/locale.ts'
import { translator } from '../../language/translate.ts'
import type { VerificationReport } from '../../verification/report.ts'
import { html } from '../html.ts'
import { Layout } from '../layout.tsx'
import { ReportBox } from './report-box.tsx'

export interface VerifyPageProps {
  readonly locale: Locale
  /** What came of a verification; null before there was one. */
  readonly report: VerificationReport | null
  /** The form was sent with nothing in it. */
  readonly isMissing: boolean
  readonly timeZone: string
}

/** Where anybody checks a badge: ours or somebody else's. It works without scripts. */
export function verifyPage(props: VerifyPageProps): string {
  const { locale, report } = props
  const say = translator(locale, 'verification')
  const title = report === null ? say('page.title') : say(`verdict.${report.verdict}`)
  return html(
    <Layout locale={locale} title={title} description={say('page.lead')} noIndex={report !== null}>
      {report === null ? (
        <div class="intro">
          <h1>{say('page.title')}</h1>
          <p class="lead">{say('page.lead')}</p>
        </div>
      ) : (
        <ReportBox {...props} report={report} />
      )}
      <VerifyForm {...props} />
    </Layout>,
  )
}

function VerifyForm({ locale, report, isMissing }: VerifyPageProps): VNode {
  const say = translator(locale, 'verification')
  const hints = (hint: string) => (isMissing ? `missing ${hint}` : hint)
  return (
    <form
      class="card form"
      method="post"
      action={`/verify?lang=${locale}`}
      enctype="multipart/form-data"
    >
      {report !== null && <h2>{say('page.again')}</h2>}
      {isMissing && (
        <p class="form-fault" id="missing" role="alert">
          {say('page.nothing')}
        </p>
      )}
      <label for="text">{say('page.text')}</label>
      <p class="hint" id="text-hint">
        {say('page.textHint')}
      </p>
      <textarea
        id="text"
        name="text"
        rows={3}
        spellcheck={false}
        autocomplete="off"
        aria-invalid={isMissing ? 'true' : undefined}
        aria-describedby={hints('text-hint')}
      />
      <label for="file">{say('page.file')}</label>
      <p class="hint" id="file-hint">
        {say('page.fileHint')}
      </p>
      <input
        id="file"
        name="file"
        type="file"
        accept=".png,.svg,.json,.jwt,.txt,image/png,image/svg+xml,application/json,text/plain"
        aria-describedby={hints('file-hint')}
      />
      <p>
        <button class="button" type="submit">
          {say('page.check')}
        </button>
      </p>
      <p class="hint">{say('page.kept')}</p>
    </form>
  )
}
