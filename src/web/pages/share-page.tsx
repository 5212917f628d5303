import type { VNode } from 'preact'
import type { FoundShare } from '../../badges/find-share.ts'
import type { Locale } from '../../language/locale.ts'
import { translator } from '../../language/translate.ts'
import { html } from '../html.ts'
import { Layout } from '../layout.tsx'
import { BadgeCard, type VerifiedBadge } from './badge-card.tsx'
import { filePath } from './badge-files.tsx'

export interface SharePageProps {
  readonly share: FoundShare
  readonly badges: readonly VerifiedBadge[]
  readonly locale: Locale
  readonly siteUrl: string
  readonly timeZone: string
  /** When the badges were verified. */
  readonly checkedAt: Date
}

/** The page behind a learner's link, for a reader with half a minute. */
export function sharePage(props: SharePageProps): string {
  const { share, badges, locale, siteUrl } = props
  const say = translator(locale, 'pages')
  const shareUrl = `${siteUrl}/b/${share.token}`
  const title = titleOf(props)
  const [first] = badges
  const description = first?.badge.description[locale] ?? ''
  return html(
    <Layout
      locale={locale}
      title={title}
      description={description}
      noIndex
      head={<Preview {...props} title={title} description={description} />}
    >
      {badges.length > 1 && (
        <div class="intro">
          <h1>{title}</h1>
          <p class="lead">{say('share.several', { count: badges.length })}</p>
        </div>
      )}
      {badges.map((verified, index) => (
        <BadgeCard
          key={verified.badge.awardId}
          {...props}
          {...verified}
          index={index}
          shareUrl={shareUrl}
        />
      ))}
      <p class="all-files">
        <a class="button quiet" href={`/b/${share.token}.zip`} download="badges.zip">
          {say('share.download.zip')}
        </a>
      </p>
      <p class="on-paper">{say('share.onPaper', { link: shareUrl })}</p>
    </Layout>,
  )
}

function titleOf({ share, badges, locale }: SharePageProps): string {
  const say = translator(locale, 'pages')
  const [first] = badges
  if (first !== undefined && badges.length === 1) {
    const badge = first.badge.name[locale]
    return share.name === null ? badge : say('share.titleWithName', { name: share.name, badge })
  }
  return share.name === null
    ? say('share.titleOfSeveral')
    : say('share.titleOfSeveralWithName', { name: share.name })
}

const openGraphLocales: Readonly<Record<Locale, string>> = { nl: 'nl_NL', en: 'en_GB' }

/** For a chat that shows what is behind a link, and for programs that look for the credential itself. */
function Preview(
  props: SharePageProps & { readonly title: string; readonly description: string },
): VNode {
  const { share, badges, locale, siteUrl, title, description } = props
  const say = translator(locale, 'pages')
  const picture = `${siteUrl}${filePath(share, 0, 'png')}`
  const pictureOf = say('share.pictureOf', { badge: badges[0]?.badge.name[locale] ?? '' })
  return (
    <>
      <meta property="og:type" content="article" />
      <meta property="og:site_name" content="Stapje" />
      <meta property="og:locale" content={openGraphLocales[locale]} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:url" content={`${siteUrl}/b/${share.token}`} />
      <meta property="og:image" content={picture} />
      <meta property="og:image:type" content="image/png" />
      <meta property="og:image:width" content="512" />
      <meta property="og:image:height" content="512" />
      <meta property="og:image:alt" content={pictureOf} />
      <meta name="twitter:card" content="summary" />
      <meta name="twitter:title" content={title} />
      <meta name="twitter:description" content={description} />
      <meta name="twitter:image" content={picture} />
      {share.badges.flatMap(({ awardId }, index) => [
        <link
          key={`${awardId}.json`}
          rel="alternate"
          type="application/vc+ld+json"
          href={filePath(share, index, 'json')}
        />,
        <link
          key={`${awardId}.jwt`}
          rel="alternate"
          type="text/plain"
          href={filePath(share, index, 'jwt')}
        />,
      ])}
    </>
  )
}
