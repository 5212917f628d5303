import type { VNode } from 'preact'
import type { FoundShare } from '../../badges/find-share.ts'
import type { Locale } from '../../language/locale.ts'
import { translator } from '../../language/translate.ts'
import { html } from '../html.ts'
import { Layout } from '../layout.tsx'
import { SharePreviewTags, shareDescription, shareTitle } from '../preview/share-preview.tsx'
import { QrCode } from '../qr-code.tsx'
import { BadgeCard, type VerifiedBadge } from './badge-card.tsx'
import { filePath } from './badge-files.tsx'
import { SkillsOverview } from './skills-overview.tsx'

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
  const title = shareTitle(share, locale)
  return html(
    <Layout
      locale={locale}
      title={title}
      description={shareDescription(share, locale)}
      noIndex
      head={<Links {...props} />}
    >
      {badges.length > 1 && (
        <div class="overview-sheet">
          <div class="intro">
            <h1>{title}</h1>
            <p class="lead">{say('share.several', { count: badges.length })}</p>
          </div>
          <SkillsOverview {...props} />
          <div class="on-paper">
            <QrCode text={shareUrl} label={say('share.onPaper', { link: shareUrl })} />
            <p>{say('share.onPaper', { link: shareUrl })}</p>
          </div>
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
        {say('share.print')}{' '}
        <a class="button quiet" href={`/b/${share.token}.zip`} download="badges.zip">
          {say('share.download.zip')}
        </a>
      </p>
      <p class="on-paper">{say('share.onPaper', { link: shareUrl })}</p>
    </Layout>,
  )
}

/** For a chat that shows what is behind a link, and for programs that look for the credential itself. */
function Links(props: SharePageProps): VNode {
  const { share } = props
  return (
    <>
      <SharePreviewTags share={share} siteUrl={props.siteUrl} />
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
