import type { VNode } from 'preact'
import { localDay } from '../../activities/local-day.ts'
import { groupBySkill } from '../../badges/group-by-skill.ts'
import { sayDate } from '../../language/format.ts'
import type { Locale } from '../../language/locale.ts'
import { translator } from '../../language/translate.ts'
import type { VerifiedBadge } from './badge-card.tsx'

interface SkillsOverviewProps {
  readonly badges: readonly VerifiedBadge[]
  readonly locale: Locale
  readonly timeZone: string
}

/** Where a badge of a page stands on it, by its place. */
export const badgeAnchor = (index: number): string => `badge-${index + 1}`

/**
 * What somebody can do, by skill, on one sheet to go with a CV. Only badges that hold now: one that was
 * taken back is told of below, and shows no skill.
 */
export function SkillsOverview({ badges, locale, timeZone }: SkillsOverviewProps): VNode | null {
  const say = translator(locale, 'pages')
  const holding = badges.flatMap(({ badge, verification }, index) =>
    verification.ok ? [{ ...badge, anchor: badgeAnchor(index) }] : [],
  )
  if (holding.length === 0) return null
  return (
    <section class="card overview" aria-labelledby="overview">
      <h2 id="overview">{say('share.overview.title')}</h2>
      {groupBySkill(holding).map(({ skills, badges: shown }) => (
        <section key={skills[0]?.targetUrl ?? 'others'}>
          <h3>
            {skills.length === 0 && say('share.overview.others')}
            {skills.map(({ targetName, targetUrl }, index) => (
              <>
                {index > 0 && ', '}
                <a key={targetUrl} href={targetUrl} rel="noreferrer" lang="en">
                  {targetName}
                </a>
              </>
            ))}
          </h3>
          <ul>
            {shown.map(({ anchor, kind, name, organisation, awardedAt }) => (
              <li key={anchor} class={kind}>
                <a href={`#${anchor}`}>{name[locale]}</a>{' '}
                <span class="from">
                  {organisation.name}, {sayDate(locale, localDay(awardedAt, timeZone))}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  )
}
