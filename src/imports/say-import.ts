import { sayMoment } from '../language/format.ts'
import { translator } from '../language/translate.ts'
import { usualCapacity } from './normalise.ts'
import { type SayingImport, sayChange } from './say-change.ts'
import type { BadItem, Difference, Tally } from './tally.ts'

/** So many differences and bad rows are told one by one. */
const toldAtMost = 25

/** What was counted, in lines; what is nothing is not said. */
export function sayCounts({ counts, assumed, words }: Tally, { locale }: SayingImport): string[] {
  const say = translator(locale, 'imports')
  const same = counts.sameActivities + counts.sameSessions
  const list = (counted: ReadonlyMap<string, number>) =>
    [...counted]
      .toSorted(([, one], [, other]) => other - one)
      .map(([word, count]) => `${word} (${count})`)
      .join(', ')
  const { unmapped, unknownOrganisations } = words
  return [
    ...(
      [
        'newActivities',
        'changedActivities',
        'newSessions',
        'movedSessions',
        'cancelledSessions',
        'backSessions',
        'pastSessions',
        'signups',
        'bad',
      ] as const
    )
      .filter((name) => counts[name] > 0)
      .map((name) => say(`counts.${name}`, { count: counts[name] })),
    ...(counts.nameless === 0 ? [] : [say('nothingTakenAway')]),
    ...(counts.heldBack === 0 ? [] : [say('heldBack', { count: counts.heldBack })]),
    ...(same === 0 ? [] : [say('counts.same', { count: same })]),
    ...(['price', 'capacity', 'place'] as const)
      .filter((name) => assumed[name] > 0)
      .map((name) => say(`assumed.${name}`, { count: assumed[name], usual: usualCapacity })),
    ...(unmapped.size === 0 ? [] : [say('unmapped', { words: list(unmapped) })]),
    ...(unknownOrganisations.size === 0
      ? []
      : [say('unknownOrganisations', { words: list(unknownOrganisations) })]),
  ]
}

/** What changes or would change, one by one. */
export function sayDifferences({ differences }: Tally, saying: SayingImport): string[] {
  return shortened(
    differences.map((each) => sayDifference(each, saying)),
    saying,
  )
}

/** What was not taken, with its line or id and the reason. */
export function sayBadItems({ bad, counts }: Tally, saying: SayingImport): string[] {
  return shortened(
    bad.map((each) => sayBadItem(each, saying)),
    saying,
    counts.bad,
  )
}

function shortened(lines: readonly string[], { locale }: SayingImport, all = lines.length) {
  const told = lines.slice(0, toldAtMost)
  const left = all - told.length
  return left === 0
    ? told
    : [...told, translator(locale, 'imports')('difference.more', { count: left })]
}

function sayDifference(difference: Difference, saying: SayingImport): string {
  const { locale, timeZone } = saying
  const say = translator(locale, 'imports')
  const { title } = difference
  switch (difference.kind) {
    case 'newActivity':
    case 'endedActivity':
      return say(`difference.${difference.kind}`, { title })
    case 'newSession':
    case 'cancelledSession':
    case 'backSession': {
      const moment = sayMoment(locale, new Date(difference.startsAt), timeZone)
      return say(`difference.${difference.kind}`, { title, moment })
    }
    case 'movedSession':
    case 'changedActivity': {
      const changes = difference.changes.map((change) => sayChange(change, saying)).join('; ')
      return say(`difference.${difference.kind}`, { title, changes })
    }
  }
}

function sayBadItem({ where, problem }: BadItem, { locale }: SayingImport): string {
  const say = translator(locale, 'imports')
  return say('badRow', {
    where: where.kind === 'line' ? say('where.line', { line: where.line }) : where.id,
    why: say(`bad.${problem.code}`, { said: problem.said }),
  })
}
