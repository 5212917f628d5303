import type { VNode } from 'preact'
import { localDay } from '../../activities/local-day.ts'
import type { FoundShare, SharedBadge } from '../../badges/find-share.ts'
import { picturePath } from '../../badges/picture.ts'
import { sayDate } from '../../language/format.ts'
import type { Locale } from '../../language/locale.ts'
import { translator } from '../../language/translate.ts'
import type { Verification } from '../../signing/verify-credential.ts'
import { html } from '../html.ts'
import { Layout } from '../layout.tsx'
import { linkedInAddress } from '../linkedin.ts'
import { VerificationBox } from './verification-box.tsx'

/** A badge with what was just seen when it was verified. */
export interface VerifiedBadge {
  readonly badge: SharedBadge
  readonly verification: Verification
}

interface SharePageProps {
  readonly share: FoundShare
  readonly badges: readonly VerifiedBadge[]
  readonly locale: Locale
  readonly siteUrl: string
  readonly timeZone: string
}

/** Paths of the files behind one badge of a share: with one badge there is no number in them. */
export function filePath(share: FoundShare, index: number, extension: string): string {
  const one = share.badges.length === 1
  return `/b/${share.token}${one ? '' : `/${index + 1}`}.${extension}`
}

/** The page behind a learner's link, for a reader with half a minute. */
export function sharePage(props: SharePageProps): string {
  const { share, badges, locale, siteUrl } = props
  const say = translator(locale, 'pages')
  const names = badges.map(({ badge }) => badge.name[locale]).join(', ')
  const title =
    share.name === null ? names : say('share.titleWithName', { name: share.name, badge: names })
  const [first] = badges
  const description = first === undefined ? '' : first.badge.description[locale]
  return html(
    <Layout
      locale={locale}
      title={title}
      path={`/b/${share.token}`}
      noIndex
      head={
        <>
          <meta property="og:type" content="article" />
          <meta property="og:site_name" content="Stapje" />
          <meta property="og:title" content={title} />
          <meta property="og:description" content={description} />
          <meta property="og:url" content={`${siteUrl}/b/${share.token}`} />
          <meta property="og:image" content={`${siteUrl}${filePath(share, 0, 'png')}`} />
          <meta property="og:image:alt" content={say('share.pictureOf', { badge: names })} />
          <meta name="twitter:card" content="summary" />
          {badges.map((_, index) => (
            <>
              <link
                rel="alternate"
                type="application/vc+ld+json"
                href={filePath(share, index, 'json')}
              />
              <link rel="alternate" type="text/plain" href={filePath(share, index, 'jwt')} />
            </>
          ))}
        </>
      }
    >
      {badges.length > 1 && <h1>{title}</h1>}
      {badges.map((verified, index) => (
        <Badge key={verified.badge.awardId} {...props} {...verified} index={index} />
      ))}
    </Layout>,
  )
}

type BadgeProps = SharePageProps & VerifiedBadge & { readonly index: number }

function Badge(props: BadgeProps): VNode {
  const { share, badge, verification, locale, timeZone, siteUrl, index } = props
  const say = translator(locale, 'pages')
  const date = sayDate(locale, localDay(badge.awardedAt, timeZone))
  const name = badge.name[locale]
  const Heading = share.badges.length > 1 ? 'h2' : 'h1'
  return (
    <article class={`card badge ${badge.kind}`}>
      <div class="badge-head">
        <img
          src={picturePath(badge.achievementId)}
          alt={say('share.pictureOf', { badge: name })}
          width="160"
          height="160"
        />
        <div>
          <p class="chip">{say(`kind.${badge.kind}`)}</p>
          <Heading>
            {share.name === null
              ? name
              : say('share.titleWithName', { name: share.name, badge: name })}
          </Heading>
          <p class="lead">{badge.description[locale]}</p>
          <p>{say('share.givenBy', { organisation: badge.organisation.name, date })}</p>
        </div>
      </div>
      <VerificationBox verification={verification} badge={badge} locale={locale} />
      <section>
        <h3>{say(`meaning.${badge.kind}.title`)}</h3>
        <p>{say(`meaning.${badge.kind}.text`)}</p>
        <p>
          <strong>{say('share.criteria')}</strong> {badge.criteria[locale]}
        </p>
        {badge.alignments.length > 0 && <Skills {...props} />}
      </section>
      <section class="actions">
        <h3>{say('share.use')}</h3>
        <ul class="buttons">
          <li>
            <a class="button" href={linkedInAddress(badge, locale, siteUrl, share.token)}>
              {say('share.linkedin')}
            </a>
          </li>
          <li>
            <a
              class="button quiet"
              href={filePath(share, index, 'json')}
              download={`${index + 1}.json`}
            >
              {say('share.downloadJson')}
            </a>
          </li>
          <li>
            <a
              class="button quiet"
              href={filePath(share, index, 'jwt')}
              download={`${index + 1}.jwt`}
            >
              {say('share.downloadJwt')}
            </a>
          </li>
          <li>
            <a
              class="button quiet"
              href={filePath(share, index, 'png')}
              download={`${index + 1}.png`}
            >
              {say('share.downloadPng')}
            </a>
          </li>
        </ul>
        <details>
          <summary>{say('share.verifyYourself')}</summary>
          <p>{say('share.howToVerify')}</p>
          <p>
            <a href="/.well-known/jwks.json">{say('share.keys')}</a>
          </p>
        </details>
      </section>
    </article>
  )
}

function Skills({ badge, locale }: BadgeProps): VNode {
  const say = translator(locale, 'pages')
  return (
    <>
      <p>
        <strong>{say('share.skills')}</strong>
      </p>
      <ul>
        {badge.alignments.map(({ targetName, targetUrl }) => (
          <li key={targetUrl}>
            <a href={targetUrl} rel="noreferrer" lang="en">
              {targetName}
            </a>{' '}
            (ESCO)
          </li>
        ))}
      </ul>
    </>
  )
}
