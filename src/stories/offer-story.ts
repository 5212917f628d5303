import type { ShareNameGiven } from '../badges/share.ts'
import type { Transaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import type { Locale } from '../language/locale.ts'

/** A learner's story that stands: with the coordinator, or on the page. */
export interface StandingStory {
  readonly storyId: string
  readonly stage: 'waiting' | 'published'
}

/** The story that a learner said yes to and did not take back; null when there is none. */
export async function standingStory(
  tx: Transaction,
  personId: string,
): Promise<StandingStory | null> {
  const story = await tx.story.findFirst({
    where: { personId, agreedAt: { not: null }, withdrawnAt: null },
    select: { id: true, approvedAt: true },
  })
  if (story === null) return null
  return { storyId: story.id, stage: story.approvedAt === null ? 'waiting' : 'published' }
}

/** What a learner wrote, not yet agreed to. */
export interface StoryDraft {
  readonly personId: string
  readonly locale: Locale
  readonly text: string
}

/** Keeps a story as a draft, sealed, in the place of any earlier draft. Gives its id. */
export async function draftStory(tx: Transaction, deps: Deps, draft: StoryDraft): Promise<string> {
  const { personId, locale, text } = draft
  await tx.story.deleteMany({ where: { personId, agreedAt: null } })
  const id = deps.newId()
  await tx.story.create({
    data: {
      id,
      personId,
      locale,
      textSealed: await deps.seals.seal('story', text),
      createdAt: deps.clock(),
    },
    select: { id: true },
  })
  return id
}

export type AgreeOutcome =
  | { readonly kind: 'agreed' }
  /** There is a story of this person already. */
  | { readonly kind: 'haveOne' }
  /** No draft by this id, or not any more. */
  | { readonly kind: 'gone' }

/** The learner's yes to a draft, with the name that may stand under it. */
export async function agreeToStory(
  tx: Transaction,
  deps: Deps,
  yes: { readonly personId: string; readonly storyId: string; readonly name: ShareNameGiven },
): Promise<AgreeOutcome> {
  const { personId, storyId, name } = yes
  if ((await standingStory(tx, personId)) !== null) return { kind: 'haveOne' }
  const { count } = await tx.story.updateMany({
    where: { id: storyId, personId, agreedAt: null },
    data: {
      agreedAt: deps.clock(),
      nameKind: name.kind,
      nameSealed: name.kind === 'none' ? null : await deps.seals.seal('name', name.text),
    },
  })
  return { kind: count === 1 ? 'agreed' : 'gone' }
}

/** Throws a draft away: the learner said no to it. */
export async function dropDraft(
  tx: Transaction,
  draft: { readonly personId: string; readonly storyId: string },
): Promise<void> {
  await tx.story.deleteMany({
    where: { id: draft.storyId, personId: draft.personId, agreedAt: null },
  })
}

export type WithdrawOutcome = { readonly kind: 'withdrawn' } | { readonly kind: 'alreadyWithdrawn' }

/** A story that nobody reads any more: its words and name are erased. */
export const takenBack = (at: Date) =>
  ({ withdrawnAt: at, textSealed: null, nameSealed: null, nameKind: 'none' }) as const

/** Takes the yes back: the story is off the page at once, and its words and name are erased. */
export async function withdrawStory(
  tx: Transaction,
  request: { readonly personId: string; readonly storyId: string; readonly now: Date },
): Promise<WithdrawOutcome> {
  const { count } = await tx.story.updateMany({
    where: { id: request.storyId, personId: request.personId, withdrawnAt: null },
    data: takenBack(request.now),
  })
  return { kind: count === 1 ? 'withdrawn' : 'alreadyWithdrawn' }
}
