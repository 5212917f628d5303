import type { Locale } from '../../language/locale.ts'
import { translator } from '../../language/translate.ts'
import type { HeldData } from '../../learners/held/held-data.ts'

/** Something held, in words. */
export interface HeldRow {
  readonly term: string
  readonly lines: readonly string[]
}

export interface HeldSection {
  readonly title: string
  readonly rows: readonly HeldRow[]
}

/** Puts everything that is held of a person under headings, in words. Dates are said by `moment`. */
export function heldSections(
  data: HeldData,
  locale: Locale,
  moment: (at: Date) => string,
): readonly HeldSection[] {
  const say = translator(locale, 'pages')
  const { person } = data
  const lines = (...words: readonly (string | null)[]) => words.filter((line) => line !== null)
  const since = (key: 'created' | 'stopped', at: Date | null) =>
    at === null ? null : say(`held.person.${key}`, { moment: moment(at) })
  return [
    {
      title: say('held.person.title'),
      rows: [
        {
          term: say('held.person.code', { code: person.learnerCode }),
          lines: lines(
            say(`held.person.language.${person.locale}`),
            since('created', person.createdAt),
            since('stopped', person.stoppedAt),
          ),
        },
      ],
    },
    {
      title: say('held.apps.title'),
      rows: data.apps.map((app) => ({
        term: `${app.channel}: ${app.address}`,
        lines: [
          say('held.apps.last', { moment: moment(app.lastMessageAt) }),
          say('held.apps.messages', { count: app.deliveries.length }),
        ],
      })),
    },
    {
      title: say('held.badges.title'),
      rows: data.badges.map((badge) => ({
        term: badge.name[locale],
        lines: lines(
          badge.description[locale],
          `${badge.organisation}, ${moment(badge.awardedAt)}`,
          badge.note,
          badge.revokedAt === null ? null : say('held.badges.revoked'),
        ),
      })),
    },
    {
      title: say('held.shares.title'),
      rows: data.shares.map((share) => ({
        term: share.url,
        lines: lines(
          share.name,
          moment(share.createdAt),
          share.endedAt === null
            ? null
            : say('held.shares.ended', { moment: moment(share.endedAt) }),
        ),
      })),
    },
    {
      title: say('held.signups.title'),
      rows: data.signups.map((signup) => ({
        term: signup.activity[locale],
        lines: [
          `${signup.organisation}, ${moment(signup.startsAt)}`,
          say(`held.signups.status.${signup.status}`),
        ],
      })),
    },
    {
      title: say('held.steps.title'),
      rows: person.steps.map(({ kind, toldAt }) => ({ term: kind, lines: [moment(toldAt)] })),
    },
    {
      title: say('held.referrals.title'),
      rows: data.referrals.map(({ from, to, need, createdAt }) => ({
        term: `${from} → ${to}`,
        lines: lines(need, moment(createdAt)),
      })),
    },
    {
      title: say('held.stories.title'),
      rows: data.stories.map((story) => ({
        term: moment(story.createdAt),
        lines: lines(story.text),
      })),
    },
    {
      title: say('held.consents.title'),
      rows: person.consents.map(({ purpose, version, channel, givenAt, withdrawnAt }) => ({
        term: `${purpose}, ${version}`,
        lines: lines(
          `${channel}, ${moment(givenAt)}`,
          withdrawnAt === null
            ? null
            : say('held.consents.withdrawn', { moment: moment(withdrawnAt) }),
        ),
      })),
    },
    {
      title: say('held.work.title'),
      rows: data.memberships.map(({ organisation, role, since: from }) => ({
        term: organisation,
        lines: [say(`held.work.${role}`), moment(from)],
      })),
    },
  ]
}
