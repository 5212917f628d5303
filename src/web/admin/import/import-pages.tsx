import type { VNode } from 'preact'
import type { City } from '../../../cities/city.ts'
import type { GivenSource } from '../../../imports/import-given.ts'
import { sayBadItems, sayCounts, sayDifferences } from '../../../imports/say-import.ts'
import type { Tally } from '../../../imports/tally.ts'
import { translator } from '../../../language/translate.ts'
import { type Topic, topics } from '../../../understand/understood.ts'
import { html } from '../../html.ts'
import type { AdminVisit } from '../admin-area.ts'
import { AdminForm, AdminLayout, adminPath } from '../admin-layout.tsx'
import { SelectField, TextField } from '../fields.tsx'

interface ImportPageProps {
  readonly visit: AdminVisit
  readonly address: string
  readonly topic: Topic | null
  /** What is wrong with what was handed in; null for nothing. */
  readonly fault: string | null
}

/** Where a file or an address is handed in. */
export function importPage({ visit, address, topic, fault }: ImportPageProps): string {
  const { locale, admin } = visit
  const say = translator(locale, 'admin')
  const sayReply = translator(locale, 'replies')
  const named = topics.map((each) => ({ value: each, name: sayReply(`find.topic.${each}`) }))
  return html(
    <AdminLayout visit={visit} page="import">
      <p class="lead">{say('import.lead')}</p>
      <AdminForm admin={admin} action={actionOf(visit)} class="card form" isUpload>
        {fault !== null && (
          <p class="form-fault" role="alert">
            {fault}
          </p>
        )}
        <input type="hidden" name="step" value="look" />
        <label for="file">{say('import.file')}</label>
        <p class="hint" id="file-hint">
          {say('import.fileHint')}
        </p>
        <input
          id="file"
          name="file"
          type="file"
          accept=".csv,.tsv,.txt,.ics,.json,.jsonld"
          aria-describedby="file-hint"
        />
        <TextField
          name="address"
          label={say('import.address')}
          hint={say('import.addressHint')}
          value={address}
          mostCharacters={2000}
        />
        <SelectField
          name="topic"
          label={say('import.topic')}
          value={topic ?? ''}
          options={[{ value: '', name: say('import.noTopic') }, ...named]}
        />
        <p>
          <button class="button" type="submit">
            {say('import.look')}
          </button>
        </p>
      </AdminForm>
    </AdminLayout>,
  )
}

interface ImportResultPageProps {
  readonly visit: AdminVisit
  readonly city: City
  readonly given: GivenSource
  readonly topic: Topic | null
  readonly tally: Tally
  readonly isDryRun: boolean
}

/** What an import changed or, before it is confirmed, what it would change. */
export function importResultPage(props: ImportResultPageProps): string {
  const { visit, city, tally, isDryRun } = props
  const { locale } = visit
  const say = translator(locale, 'admin')
  const saying = { locale, timeZone: city.timeZone }
  const title = isDryRun ? 'wouldBe' : 'done'
  return html(
    <AdminLayout visit={visit} page="import">
      <section class="card">
        <p class="lead" role="status">
          {translator(locale, 'imports')(title, { city: city.name[locale] })}
        </p>
        <Lines lines={sayCounts(tally, saying)} />
        {isDryRun && <Lines lines={sayDifferences(tally, saying)} />}
        <Lines lines={sayBadItems(tally, saying)} />
      </section>
      {isDryRun && <ConfirmForm {...props} />}
      <p>
        <a href={actionOf(visit)}>{say('import.other')}</a>
      </p>
    </AdminLayout>,
  )
}

function Lines({ lines }: { readonly lines: readonly string[] }): VNode | null {
  if (lines.length === 0) return null
  return (
    <ul class="plain">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

/** The same once more, to be done: a file goes along, since nothing of it was kept. */
function ConfirmForm({ visit, given, topic }: ImportResultPageProps): VNode {
  const fields =
    given.kind === 'address'
      ? { address: given.url }
      : { fileName: given.name, content: Buffer.from(given.bytes).toString('base64') }
  return (
    <AdminForm admin={visit.admin} action={actionOf(visit)} class="in-a-row" isUpload>
      {Object.entries({ ...fields, topic: topic ?? '', step: 'do' }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button class="button" type="submit">
        {translator(visit.locale, 'admin')('import.do')}
      </button>
    </AdminForm>
  )
}

const actionOf = ({ locale }: AdminVisit): string => `${adminPath('import')}?lang=${locale}`
