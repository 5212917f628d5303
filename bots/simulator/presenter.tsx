import type { VNode } from 'preact'
import { troubles } from './faults.ts'
import { appNames } from './phone.tsx'
import { simulatedChannels } from './phones.ts'
import type { SimulatorWords } from './words.ts'

/** For who shows it to others: a story that plays by itself, platforms in trouble, and what is stored. */
export function Presenter({ say }: { readonly say: SimulatorWords }): VNode {
  const { presenter } = say
  return (
    <section class="presenter" aria-label={presenter.title}>
      <button type="button" data-story={presenter.stop}>
        {presenter.play}
      </button>
      <details class="panel">
        <summary>{presenter.trouble}</summary>
        <div>
          <p>{presenter.troubleLead}</p>
          {simulatedChannels.map((channel) => (
            <label key={channel}>
              <span>{appNames[channel]}</span>
              <select data-trouble={channel}>
                {troubles.map((trouble) => (
                  <option key={trouble} value={trouble}>
                    {presenter.troubles[trouble]}
                  </option>
                ))}
              </select>
            </label>
          ))}
        </div>
      </details>
      <details class="panel stored" data-stored>
        <summary>{presenter.stored}</summary>
        <div>
          <p>{presenter.storedLead}</p>
          <div data-tables />
        </div>
      </details>
      <p class="caption" role="status" />
    </section>
  )
}
