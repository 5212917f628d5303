import type { DatabaseOrTransaction } from '../database/client.ts'
import { foldWords } from '../language/fold-words.ts'

/** An organisation as it is named. */
export interface NamedOrganisation {
  readonly id: string
  readonly name: string
}

export type FindOrganisationOutcome =
  /** `rest` is what was typed after the name. */
  | { readonly kind: 'found'; readonly organisation: NamedOrganisation; readonly rest: string }
  | { readonly kind: 'unknown'; readonly near: readonly NamedOrganisation[] }

/** Fewer letters than this may be part of any name. */
const leastLetters = 4

/**
 * Finds the organisation whose name begins what was typed: the whole name or slug, or words that
 * stand in the name of one organisation only; the longest run of words first.
 */
export async function findOrganisation(
  db: DatabaseOrTransaction,
  asked: { readonly cityId: string; readonly typed: string },
): Promise<FindOrganisationOutcome> {
  const organisations = await db.organisation.findMany({
    where: { cityId: asked.cityId, leftAt: null },
    orderBy: { name: 'asc' },
    select: { id: true, name: true, slug: true },
  })
  const words = asked.typed.trim().split(/\s+/)
  for (let count = words.length; count > 0; count -= 1) {
    const wanted = foldWords(words.slice(0, count).join(' '))
    if (wanted === '') continue
    const exact = organisations.find(({ name, slug }) =>
      [name, slug].some((each) => foldWords(each) === wanted),
    )
    const having = organisations.filter(({ name }) =>
      ` ${foldWords(name)} `.includes(` ${wanted} `),
    )
    const [only, ...others] = wanted.length < leastLetters ? [] : having
    const organisation = exact ?? (others.length === 0 ? only : undefined)
    if (organisation !== undefined) {
      const rest = words.slice(count).join(' ')
      return { kind: 'found', organisation, rest }
    }
  }
  return { kind: 'unknown', near: organisations.slice(0, 5) }
}
