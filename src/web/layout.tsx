import type { ComponentChildren, VNode } from 'preact'
import { type Locale, locales } from '../language/locale.ts'
import { translator } from '../language/translate.ts'
import { forEmployersPath } from './paths.ts'

interface LayoutProps {
  readonly locale: Locale
  readonly title: string
  /** One sentence for search engines and previews. */
  readonly description?: string
  /** What search engines must not keep. */
  readonly noIndex?: boolean
  /** What else stands in the address after `?`, for the links to other languages to keep. */
  readonly query?: Readonly<Record<string, string>>
  /** A stylesheet in `/assets/` for pages of this sort only. */
  readonly styles?: string
  /** Room for more than one column. */
  readonly wide?: boolean
  /** Further elements of the head. */
  readonly head?: ComponentChildren
  readonly children: ComponentChildren
}

/** What every page has around it. There is no script: each page is whole as it comes. */
export function Layout(props: LayoutProps): VNode {
  const { locale, title, description, noIndex = false, head, children } = props
  const { query = {}, styles, wide = false } = props
  const say = translator(locale, 'pages')
  return (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        {description !== undefined && <meta name="description" content={description} />}
        {noIndex && <meta name="robots" content="noindex" />}
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/site.css" />
        {styles !== undefined && <link rel="stylesheet" href={`/assets/${styles}`} />}
        {head}
      </head>
      <body class={wide ? 'wide' : undefined}>
        <a class="skip" href="#main">
          {say('layout.skip')}
        </a>
        <header class="site-header">
          <a class="brand" href={`/?lang=${locale}`}>
            <img src="/favicon.svg" alt="" width="36" height="36" />
            Stapje
          </a>
          <nav aria-label={say('layout.languages')}>
            {locales.map((other) => (
              <a
                key={other}
                // Only a query: whatever the path is, the link stays on this page of this site.
                href={`?${new URLSearchParams({ ...query, lang: other })}`}
                lang={other}
                hreflang={other}
                aria-current={other === locale ? 'true' : undefined}
              >
                {translator(other, 'pages')('layout.ownName')}
              </a>
            ))}
          </nav>
        </header>
        <main id="main">{children}</main>
        <footer class="site-footer">
          <p>{say('layout.about')}</p>
          <p class="site-links">
            <a href={forEmployersPath(locale)}>{say('layout.forEmployers')}</a>
            <a href={`/verify?lang=${locale}`}>{say('layout.verify')}</a>
            <a href={`/privacy?lang=${locale}`}>{say('layout.privacy')}</a>
          </p>
        </footer>
      </body>
    </html>
  )
}
