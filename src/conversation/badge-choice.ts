import { z } from 'zod'

/** What a learner can choose to do with one badge, one link, or one thing that was said of a badge. */
const withId = [
  'manageBadge',
  'hideBadge',
  'unhideBadge',
  'deleteBadge',
  'surelyDelete',
  'labelShare',
  'showEndorsement',
  'refuseEndorsement',
  'agreeEvidence',
  'refuseEvidence',
] as const
const alone = ['badgeOptions', 'manageBadges', 'shareAll', 'badgesFile', 'myLinks'] as const
const nameKinds = ['none', 'first', 'full'] as const

/** Days that a link stays open, as they can be chosen; 0 is without end. */
export const shareDays = [7, 30, 90, 0] as const

export type BadgeChoice =
  | { readonly kind: (typeof withId)[number]; readonly id: string }
  | { readonly kind: (typeof alone)[number] }
  | { readonly kind: 'shareAllName'; readonly name: (typeof nameKinds)[number] }
  | {
      readonly kind: 'shareUntil'
      readonly days: (typeof shareDays)[number]
      readonly id: string
    }

/** Writes a choice about badges as the value of a button. */
export function encodeBadgeChoice(choice: BadgeChoice): string {
  switch (choice.kind) {
    case 'shareAllName':
      return `shareAllName:${choice.name}`
    case 'shareUntil':
      return `shareUntil:${choice.days}:${choice.id}`
    default:
      return 'id' in choice ? `${choice.kind}:${choice.id}` : choice.kind
  }
}

const uuid = z.uuid()

/** Reads the parts of a value as a choice about badges; null when it is none. */
export function readBadgeChoice(kind: string, first: string, second: string): BadgeChoice | null {
  const single = alone.find((known) => known === kind)
  if (single !== undefined) return { kind: single }
  const one = withId.find((known) => known === kind)
  if (one !== undefined) return uuid.safeParse(first).success ? { kind: one, id: first } : null
  const name = nameKinds.find((known) => known === first)
  if (kind === 'shareAllName') return name === undefined ? null : { kind, name }
  const days = shareDays.find((known) => String(known) === first)
  const isUntil = kind === 'shareUntil' && days !== undefined && uuid.safeParse(second).success
  return isUntil ? { kind: 'shareUntil', days, id: second } : null
}

/** Tells a choice about badges from every other one. */
export const isBadgeChoice = (choice: { readonly kind: string }): choice is BadgeChoice =>
  ['shareAllName', 'shareUntil', ...withId, ...alone].includes(choice.kind)
