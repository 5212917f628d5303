import type { VNode } from 'preact'
import type { City } from '../../cities/city.ts'
import type { Locale } from '../../language/locale.ts'
import { translator } from '../../language/translate.ts'
import { topics } from '../../understand/understood.ts'
import { cityPath } from '../paths.ts'
import type { WhatsOnQuery } from './whats-on-query.ts'

interface WhatsOnFormProps {
  readonly city: City
  readonly locale: Locale
  readonly query: WhatsOnQuery
}

/** Topic and neighbourhood, as a plain form: what is chosen stands in the address. */
export function WhatsOnForm({ city, locale, query }: WhatsOnFormProps): VNode {
  const say = translator(locale, 'city')
  const sayReply = translator(locale, 'replies')
  const byName = topics
    .map((topic) => ({ value: topic, name: sayReply(`find.topic.${topic}`) }))
    .toSorted((one, other) => one.name.localeCompare(other.name, locale))
  return (
    <form class="filters" action={cityPath(city.slug)} method="get">
      <input type="hidden" name="day" value={query.day} />
      <input type="hidden" name="lang" value={locale} />
      <Choose
        name="topic"
        label={say('city.topic')}
        all={say('city.allTopics')}
        chosen={query.topic}
        options={byName}
      />
      <Choose
        name="neighbourhood"
        label={say('city.neighbourhood')}
        all={say('city.allNeighbourhoods')}
        chosen={query.neighbourhood}
        options={city.places.map(({ slug, name }) => ({ value: slug, name }))}
      />
      <button class="button" type="submit">
        {say('city.search')}
      </button>
    </form>
  )
}

interface ChooseProps {
  readonly name: string
  readonly label: string
  /** The first option: no condition. */
  readonly all: string
  readonly chosen: string | null
  readonly options: readonly { readonly value: string; readonly name: string }[]
}

function Choose({ name, label, all, chosen, options }: ChooseProps): VNode {
  return (
    <p>
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        <option value="">{all}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === chosen}>
            {option.name}
          </option>
        ))}
      </select>
    </p>
  )
}
