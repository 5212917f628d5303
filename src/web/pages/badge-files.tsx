import type { VNode } from 'preact'
import { badgeFileName, badgeFileTypes } from '../../badges/badge-files.ts'
import type { FoundShare, SharedBadge } from '../../badges/find-share.ts'
import type { Locale } from '../../language/locale.ts'
import { translator } from '../../language/translate.ts'
import { linkedInAddress } from '../linkedin.ts'

/** Paths of the files behind one badge of a share: with one badge there is no number in them. */
export function filePath(share: FoundShare, index: number, extension: string): string {
  const one = share.badges.length === 1
  return `/b/${share.token}${one ? '' : `/${index + 1}`}.${extension}`
}

interface BadgeFilesProps {
  readonly share: FoundShare
  readonly badge: SharedBadge
  readonly index: number
  readonly locale: Locale
  readonly shareUrl: string
  readonly timeZone: string
  /** Whether the badge holds: one that does not is not offered to be put on a profile. */
  readonly holds: boolean
  readonly heading: 'h2' | 'h3'
}

/** What its learner may do with a badge, and how anybody verifies it without us. */
export function BadgeFiles(props: BadgeFilesProps): VNode {
  const { share, badge, index, locale, holds, heading: Heading } = props
  const say = translator(locale, 'pages')
  const fileName = badgeFileName(badge.name[locale])
  const several = share.badges.length > 1
  // Among others a badge is read; its files are for who asks for them.
  const Fold = several ? 'details' : 'section'
  const Title = several ? 'summary' : Heading
  return (
    <Fold class="files">
      <Title>{say('share.use')}</Title>
      <ul class="buttons">
        {/* LinkedIn's form is for certificates, and a compliment is not put forward as one. */}
        {holds && badge.kind !== 'encouragement' && (
          <li>
            <a class="button" href={linkedInAddress(props)}>
              {say('share.linkedin')}
            </a>
          </li>
        )}
        {badgeFileTypes.map((extension) => (
          <li key={extension}>
            <a
              class="button quiet"
              href={filePath(share, index, extension)}
              download={`${fileName}.${extension}`}
            >
              {say(`share.download.${extension}`)}
            </a>
          </li>
        ))}
      </ul>
      <details>
        <summary>{say('share.verifyYourself')}</summary>
        <p>{say('share.howToVerify')}</p>
        <ul>
          <li>
            <a href={filePath(share, index, 'jwt')}>{say('share.signedBadge')}</a>
          </li>
          <li>
            <a href="/.well-known/jwks.json">{say('share.keys')}</a>
          </li>
        </ul>
      </details>
    </Fold>
  )
}
