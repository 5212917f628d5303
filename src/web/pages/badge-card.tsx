import type { VNode } from 'preact'
import { localDay } from '../../activities/local-day.ts'
import type { FoundShare, SharedBadge } from '../../badges/find-share.ts'
import { picturePath } from '../../badges/picture.ts'
import { sayDate } from '../../language/format.ts'
import type { Locale } from '../../language/locale.ts'
import { translator } from '../../language/translate.ts'
import type { Verification } from '../../signing/verify-credential.ts'
import { BadgeFiles } from './badge-files.tsx'
import { badgeAnchor } from './skills-overview.tsx'
import { VerificationBox } from './verification-box.tsx'

/** A badge with what was just seen when it was verified. */
export interface VerifiedBadge {
  readonly badge: SharedBadge
  readonly verification: Verification
}

export interface BadgeCardProps extends VerifiedBadge {
  readonly share: FoundShare
  readonly index: number
  readonly locale: Locale
  readonly shareUrl: string
  readonly timeZone: string
  readonly checkedAt: Date
}

/** One badge of a share: what was done, who says so, whether it is true now, and what it means. */
export function BadgeCard(props: BadgeCardProps): VNode {
  const { share, badge, verification, locale, timeZone, checkedAt } = props
  const several = share.badges.length > 1
  const Heading = several ? 'h3' : 'h2'
  const sayDay = (at: Date) => sayDate(locale, localDay(at, timeZone))
  return (
    <article
      id={badgeAnchor(props.index)}
      class={`card badge ${badge.kind}${verification.ok ? '' : ' void'}`}
    >
      <BadgeHead {...props} awardedOn={sayDay(badge.awardedAt)} />
      <div class="badge-body">
        <VerificationBox
          verification={verification}
          badge={badge}
          locale={locale}
          checkedOn={sayDay(checkedAt)}
          heading={Heading}
        />
        <Meaning {...props} heading={Heading} />
        <Endorsements {...props} heading={Heading} />
        <BadgeFiles {...props} holds={verification.ok} heading={Heading} />
      </div>
    </article>
  )
}

function BadgeHead(props: BadgeCardProps & { readonly awardedOn: string }): VNode {
  const { share, badge, locale, awardedOn } = props
  const say = translator(locale, 'pages')
  const { organisation, kind } = badge
  const name = badge.name[locale]
  const several = share.badges.length > 1
  const Heading = several ? 'h2' : 'h1'
  const description = badge.description[locale]
  return (
    <div class="badge-head">
      <img
        src={picturePath(badge.achievementId)}
        alt={say('share.pictureOf', { badge: name })}
        width="176"
        height="176"
      />
      <div>
        <p class="chip">{say(`kind.${kind}`)}</p>
        <Heading>{name}</Heading>
        {share.name !== null && !several && (
          <p class="holder">{say('share.of', { name: share.name })}</p>
        )}
        {kind === 'encouragement' ? (
          // These words are to the learner, so they stand as what they are: somebody's own words.
          <blockquote class="lead">{description}</blockquote>
        ) : (
          <p class="lead">{description}</p>
        )}
        <dl class="facts">
          <div>
            <dt>{say('share.givenBy')}</dt>
            <dd>
              <a href={`/issuers/${organisation.id}?lang=${locale}`}>{organisation.name}</a>
            </dd>
          </div>
          <div>
            <dt>{say('share.givenOn')}</dt>
            <dd>{awardedOn}</dd>
          </div>
        </dl>
      </div>
    </div>
  )
}

function whyNot({ revokedAt, suspendedAt }: SharedBadge) {
  if (revokedAt !== null) return 'takenBack'
  return suspendedAt === null ? 'doesNotHold' : 'suspended'
}

/** What a reader may take from a badge: nothing more, and nothing at all from one that does not hold. */
function Meaning(props: BadgeCardProps & { readonly heading: 'h2' | 'h3' }): VNode {
  const { badge, verification, locale, heading: Heading } = props
  const say = translator(locale, 'pages')
  if (!verification.ok) {
    const why = whyNot(badge)
    return (
      <section>
        <Heading>{say(`meaning.${why}.title`)}</Heading>
        <p>{say(`meaning.${why}.text`)}</p>
      </section>
    )
  }
  return (
    <section>
      <Heading>{say(`meaning.${badge.kind}.title`)}</Heading>
      <p>{say(`meaning.${badge.kind}.text`)}</p>
      <Heading>{say('share.criteria')}</Heading>
      <p>{badge.criteria[locale]}</p>
      {badge.alignments.length > 0 && (
        <>
          <Heading>{say('share.skills')}</Heading>
          <ul class="skills">
            {badge.alignments.map(({ targetName, targetUrl }) => (
              <li key={targetUrl}>
                <a href={targetUrl} rel="noreferrer" lang="en">
                  {targetName}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

/** What others say of a badge, and the way to add to it. */
function Endorsements(props: BadgeCardProps & { readonly heading: 'h2' | 'h3' }): VNode | null {
  const { share, badge, verification, index, locale, heading: Heading } = props
  const say = translator(locale, 'pages')
  if (!verification.ok) return null
  return (
    <section>
      {badge.evidence !== null && (
        <>
          <Heading>{say('share.evidence', { organisation: badge.organisation.name })}</Heading>
          <blockquote>{badge.evidence}</blockquote>
        </>
      )}
      {badge.endorsements.length > 0 && <Heading>{say('endorse.said')}</Heading>}
      {badge.endorsements.map(({ name, organisation, comment, isChecked }) => (
        <figure key={`${name} ${comment}`}>
          <blockquote>{comment}</blockquote>
          <figcaption>
            {[name, organisation].filter(Boolean).join(', ')}
            {!isChecked && <small> ({say('endorse.notChecked')})</small>}
          </figcaption>
        </figure>
      ))}
      <p>
        <a href={`/b/${share.token}/${index + 1}/endorse?lang=${locale}`}>{say('endorse.link')}</a>
      </p>
    </section>
  )
}
