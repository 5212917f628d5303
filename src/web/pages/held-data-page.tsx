import type { VNode } from 'preact'
import { sayMoment } from '../../language/format.ts'
import type { Locale } from '../../language/locale.ts'
import { translator } from '../../language/translate.ts'
import type { HeldData } from '../../learners/held/held-data.ts'
import { html } from '../html.ts'
import { type HeldRow, heldSections } from './held-sections.ts'

/** Everything that is held of a person, to read: one page that needs nothing else, for their own computer. */
export function heldDataPage(data: HeldData, locale: Locale, timeZone: string): string {
  const say = translator(locale, 'pages')
  const moment = (at: Date) => sayMoment(locale, at, timeZone)
  return html(
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{say('held.title')}</title>
        <style>{style}</style>
      </head>
      <body>
        <main>
          <h1>{say('held.title')}</h1>
          <p>{say('held.made', { moment: moment(new Date(data.madeAt)) })}</p>
          <p>{say('held.files')}</p>
          {heldSections(data, locale, moment).map(({ title, rows }) => (
            <section key={title}>
              <h2>{title}</h2>
              {rows.length === 0 ? <p>{say('held.nothing')}</p> : <Rows rows={rows} />}
            </section>
          ))}
        </main>
      </body>
    </html>,
  )
}

function Rows({ rows }: { readonly rows: readonly HeldRow[] }): VNode {
  return (
    <dl>
      {rows.map(({ term, lines }, index) => (
        <div key={index}>
          <dt>{term}</dt>
          {lines.map((line, position) => (
            <dd key={position}>{line}</dd>
          ))}
        </div>
      ))}
    </dl>
  )
}

const style = `
  :root { color-scheme: light dark; background: Canvas; color: CanvasText }
  body { font: 1.1rem/1.5 system-ui, sans-serif; margin: 0; overflow-wrap: anywhere }
  main { max-width: 42rem; margin: 0 auto; padding: 1.5rem }
  h2 { margin-top: 2rem }
  dl > div { border-top: 1px solid; padding: 0.5rem 0 }
  dt { font-weight: 600 }
  dd { margin: 0 }
`
