import type { VNode } from 'preact'
import { localDay } from '../../activities/local-day.ts'
import { badgeFileTypes } from '../../badges/badge-files.ts'
import type { SharedBadge } from '../../badges/find-share.ts'
import { sayDate } from '../../language/format.ts'
import { type Locale, locales } from '../../language/locale.ts'
import { translator } from '../../language/translate.ts'
import { html } from '../html.ts'

export interface ArchivePageProps {
  readonly badges: readonly { readonly badge: SharedBadge; readonly folder: string }[]
  readonly locale: Locale
  readonly timeZone: string
  readonly madeAt: Date
}

/** Plain, since it is opened from a folder, years later, with nothing of ours there. */
const style =
  ':root{color-scheme:light dark;background:Canvas;color:CanvasText}' +
  'body{font:1rem/1.6 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}' +
  'img{width:7rem;height:7rem;float:left;margin:0 1rem 1rem 0}article{clear:both;border-top:1px solid;padding:1rem 0}'

/** The page inside an archive of badges: which they are, and how anybody verifies them without us. */
export function archivePage(props: ArchivePageProps): string {
  const { badges, locale } = props
  const say = translator(locale, 'badges')
  return html(
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{say('archive.title')}</title>
        <style>{style}</style>
      </head>
      <body>
        <main>
          <h1>{say('archive.title')}</h1>
          <p>{say('archive.lead')}</p>
          {badges.map((each) => (
            <ArchivedBadge key={each.folder} {...props} {...each} />
          ))}
          {[locale, ...locales.filter((other) => other !== locale)].map((each) => (
            <HowToVerify key={each} locale={each} />
          ))}
        </main>
      </body>
    </html>,
  )
}

function ArchivedBadge(
  props: ArchivePageProps & { readonly badge: SharedBadge; readonly folder: string },
): VNode {
  const { badge, folder, locale, timeZone } = props
  const say = translator(locale, 'badges')
  const date = sayDate(locale, localDay(badge.awardedAt, timeZone))
  return (
    <article>
      <img src={`${folder}/badge.png`} alt="" />
      <h2>{badge.name[locale]}</h2>
      <p>{badge.description[locale]}</p>
      <p>{say('archive.given', { organisation: badge.organisation.name, date })}</p>
      <p>{say(`kind.${badge.kind}`)}</p>
      <p>
        {badgeFileTypes.map((fileType) => (
          <span key={fileType}>
            <a href={`${folder}/badge.${fileType}`}>badge.{fileType}</a>{' '}
          </span>
        ))}
      </p>
    </article>
  )
}

const steps = ['any', 'jwt', 'proof', 'keys', 'status'] as const

function HowToVerify({ locale }: { readonly locale: Locale }): VNode {
  const say = translator(locale, 'badges')
  return (
    <section lang={locale}>
      <h2>{say('archive.verify.title')}</h2>
      <ol>
        {steps.map((step) => (
          <li key={step}>{say(`archive.verify.${step}`)}</li>
        ))}
      </ol>
    </section>
  )
}
