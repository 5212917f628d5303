import type { VNode } from 'preact'
import type { ListedActivity } from '../../../activities/list-activities.ts'
import { activityLimits } from '../../../activities/make/limits.ts'
import type { OwnSession } from '../../../activities/organisation-sessions.ts'
import type { City } from '../../../cities/city.ts'
import { sayText } from '../../../conversation/speak.ts'
import { sayMoment } from '../../../language/format.ts'
import { translator } from '../../../language/translate.ts'
import { topics } from '../../../understand/understood.ts'
import { html } from '../../html.ts'
import type { AdminVisit } from '../admin-area.ts'
import { AdminForm, AdminLayout, adminPath } from '../admin-layout.tsx'
import { SelectField, TextField, TickField } from '../fields.tsx'
import type { ActivityFaults, ActivityFields } from './activity-form.ts'

interface ActivitiesPageProps {
  readonly visit: AdminVisit
  readonly activities: readonly ListedActivity[]
  readonly timeZone: string
}

/** The organisation's activities, the one that is next first. */
export function activitiesPage({ visit, activities, timeZone }: ActivitiesPageProps): string {
  const { locale } = visit
  const say = translator(locale, 'admin')
  const sayReply = translator(locale, 'replies')
  return html(
    <AdminLayout visit={visit} page="activities">
      <p>
        <a class="button" href={`${adminPath('activities')}/new?lang=${locale}`}>
          {sayReply('making.new')}
        </a>
      </p>
      {activities.length === 0 && <p>{say('activities.none')}</p>}
      <ul class="rows">
        {activities.map(({ id, title, next }) => (
          <li key={id} class="card">
            <h2>
              <a href={`${adminPath('activities')}/${id}?lang=${locale}`}>{title[locale]}</a>
            </h2>
            <p>
              {next === null
                ? sayReply('making.never')
                : sayReply('making.next', { moment: sayMoment(locale, next.startsAt, timeZone) })}
            </p>
            {next !== null && (
              <p class="quiet-text">
                {say('sessions.taken', { going: next.going, capacity: next.capacity })}
              </p>
            )}
          </li>
        ))}
      </ul>
    </AdminLayout>,
  )
}

interface ActivityPageProps {
  readonly visit: AdminVisit
  readonly city: City
  readonly path: string
  readonly isNew: boolean
  readonly fields: ActivityFields
  readonly faults: ActivityFaults
  /** What is to come of it. */
  readonly sessions: readonly OwnSession[]
}

/** One activity: its form, and what is to come of it. */
export function activityPage(props: ActivityPageProps): string {
  const { visit, isNew, fields } = props
  const sayReply = translator(visit.locale, 'replies')
  const title = isNew ? sayReply('making.new') : fields.titleNl || fields.titleEn
  return html(
    <AdminLayout visit={visit} page="activities" title={title}>
      <ActivityForm {...props} />
      {!isNew && <Sessions {...props} />}
    </AdminLayout>,
  )
}

function ActivityForm({ visit, city, path, isNew, fields, faults }: ActivityPageProps): VNode {
  const { locale, admin } = visit
  const say = translator(locale, 'admin')
  const sayReply = translator(locale, 'replies')
  const field = (name: keyof ActivityFields) => {
    const fault = faults[name]
    return {
      name,
      value: fields[name],
      fault: fault === undefined ? undefined : sayText(locale, fault),
    }
  }
  const { titleCharacters, summaryCharacters, placeCharacters, addressCharacters } = activityLimits
  const nothing = { value: '', name: say('form.choose') }
  const topicOptions = topics
    .map((topic) => ({ value: topic, name: sayReply(`find.topic.${topic}`) }))
    .toSorted((one, other) => one.name.localeCompare(other.name, locale))
  const places = city.places.map(({ slug, name }) => ({ value: slug, name }))
  const short = { mostCharacters: 40 }
  return (
    <AdminForm admin={admin} action={`${path}?lang=${locale}`} class="card form">
      {Object.keys(faults).length > 0 && (
        <p class="form-fault" role="alert">
          {say('form.faults')}
        </p>
      )}
      <div class="halves">
        <fieldset>
          <legend>{say('form.dutch')}</legend>
          <TextField
            {...field('titleNl')}
            label={sayReply('making.label.title')}
            mostCharacters={titleCharacters}
            lang="nl"
          />
          <TextField
            {...field('summaryNl')}
            label={sayReply('making.label.summary')}
            mostCharacters={summaryCharacters}
            rows={4}
            lang="nl"
          />
        </fieldset>
        <fieldset>
          <legend>{say('form.english')}</legend>
          <TextField
            {...field('titleEn')}
            label={sayReply('making.label.title')}
            mostCharacters={titleCharacters}
            lang="en"
          />
          <TextField
            {...field('summaryEn')}
            label={sayReply('making.label.summary')}
            mostCharacters={summaryCharacters}
            rows={4}
            lang="en"
          />
        </fieldset>
      </div>
      <SelectField
        {...field('topic')}
        label={sayReply('making.label.topic')}
        options={[nothing, ...topicOptions]}
      />
      <fieldset>
        <legend>{say('form.where')}</legend>
        <TickField {...field('isOnline')} label={say('form.online')} />
        <TextField
          {...field('placeName')}
          label={sayReply('making.label.place')}
          mostCharacters={placeCharacters}
        />
        <TextField
          {...field('address')}
          label={sayReply('making.label.address')}
          mostCharacters={addressCharacters}
        />
        <SelectField
          {...field('neighbourhood')}
          label={sayReply('making.label.neighbourhood')}
          options={[nothing, ...places]}
        />
        <TickField {...field('wheelchairAccessible')} label={say('form.wheelchair')} />
      </fieldset>
      <fieldset>
        <legend>{isNew ? say('form.when') : say('form.moreTimes')}</legend>
        <TextField
          {...field('when')}
          label={sayReply('making.label.when')}
          hint={say(isNew ? 'form.whenHint' : 'form.moreTimesHint')}
          mostCharacters={200}
        />
        <TextField {...field('weeks')} label={say('form.weeks')} {...short} />
      </fieldset>
      <div class="halves">
        <TextField {...field('price')} label={say('form.price')} {...short} />
        <TextField {...field('capacity')} label={say('form.capacity')} {...short} />
      </div>
      <TickField {...field('isForChildren')} label={sayReply('making.forChildren')} />
      <p>
        <button class="button" type="submit">
          {sayReply('forms.save')}
        </button>
      </p>
    </AdminForm>
  )
}

function Sessions({ visit, city, sessions }: ActivityPageProps): VNode {
  const { locale } = visit
  const say = translator(locale, 'admin')
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions">{say('sessions.title')}</h2>
      {sessions.length === 0 && <p>{say('overview.nothing')}</p>}
      <ul class="rows">
        {sessions.map(({ id, code, startsAt, going, waiting, capacity }) => {
          const moment = sayMoment(locale, startsAt, city.timeZone)
          return (
            <li key={id} class="card in-a-row">
              <p>
                <strong>{moment}</strong>
                <br />
                {say('sessions.taken', { going, capacity })}{' '}
                {waiting > 0 && `${say('sessions.waiting', { count: waiting })} `}
                {say('sessions.code', { code })}
              </p>
              <a class="button quiet" href={`/admin/sessions/${id}/cancel?lang=${locale}`}>
                {say('sessions.cancel')}
                <span class="for-readers"> {moment}</span>
              </a>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
