import { Resvg } from '@resvg/resvg-js'
import type { VNode } from 'preact'
import { type FoundShare, isVoid } from '../../badges/find-share.ts'
import type { Locale } from '../../language/locale.ts'
import { translator } from '../../language/translate.ts'
import { drawPreview, type Preview, previewFont, previewSize } from './draw-preview.ts'

/** Where the picture of a share is, on our own site. */
export const previewPath = (token: string): string => `/b/${token}/preview.png`

/** What a share is called: its badge, or its learner, as far as that learner lets be known. */
export function shareTitle(share: FoundShare, locale: Locale): string {
  const say = translator(locale, 'pages')
  const [first] = share.badges
  if (first !== undefined && share.badges.length === 1) {
    const badge = first.name[locale]
    return share.name === null ? badge : say('share.titleWithName', { name: share.name, badge })
  }
  return share.name === null
    ? say('share.titleOfSeveral')
    : say('share.titleOfSeveralWithName', { name: share.name })
}

/** What is on the picture, in the language of the share. Pure. */
export function previewOf(share: FoundShare): Preview {
  const { badges, name, locale } = share
  const say = translator(locale, 'pages')
  const [first] = badges
  if (first === undefined || badges.length > 1) {
    return {
      badges,
      kind: say('preview.badges', { count: badges.length }),
      title: shareTitle(share, locale),
      lines: badges.slice(0, 3).map((badge) => badge.name[locale]),
      isVoid: badges.every(isVoid),
    }
  }
  const why = first.revokedAt !== null ? 'preview.void' : 'preview.suspended'
  return {
    badges,
    kind: say(isVoid(first) ? why : `kind.${first.kind}`),
    title: first.name[locale],
    lines: [
      ...(name === null ? [] : [say('share.of', { name })]),
      say('preview.givenBy', { organisation: first.organisation.name }),
    ],
    isVoid: isVoid(first),
  }
}

/** The picture as PNG, 1200 by 630 pixels. */
export function previewPicture(share: FoundShare): Buffer {
  return new Resvg(drawPreview(previewOf(share)), {
    font: { loadSystemFonts: true, defaultFontFamily: previewFont },
  })
    .render()
    .asPng()
}

/** One sentence on what is shared: what the badge says, or which badges there are. */
export function shareDescription(
  { badges, locale: own }: FoundShare,
  locale: Locale = own,
): string {
  const [first] = badges
  if (first !== undefined && badges.length === 1) return first.description[locale]
  const names = new Intl.ListFormat(locale).format(badges.map(({ name }) => name[locale]))
  return translator(locale, 'pages')('preview.names', { names })
}

interface PreviewTagsProps {
  readonly share: FoundShare
  readonly siteUrl: string
}

const openGraphLocales: Readonly<Record<Locale, string>> = { nl: 'nl_NL', en: 'en_GB' }

/**
 * The tags by which Telegram, WhatsApp, Slack and others show what is behind a learner's link: in the
 * language of the share, since what fetches them reads no language of its own.
 */
export function SharePreviewTags({ share, siteUrl }: PreviewTagsProps): VNode {
  const { badges, locale } = share
  const say = translator(locale, 'pages')
  const title = shareTitle(share, locale)
  const description = shareDescription(share)
  const picture = `${siteUrl}${previewPath(share.token)}`
  const pictureOf =
    badges.length === 1
      ? say('share.pictureOf', { badge: badges[0]?.name[locale] ?? '' })
      : description
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
      <meta property="og:image:width" content={String(previewSize.width)} />
      <meta property="og:image:height" content={String(previewSize.height)} />
      <meta property="og:image:alt" content={pictureOf} />
      <meta name="twitter:card" content="summary_large_image" />
      <meta name="twitter:title" content={title} />
      <meta name="twitter:description" content={description} />
      <meta name="twitter:image" content={picture} />
      <meta name="twitter:image:alt" content={pictureOf} />
    </>
  )
}
