import type { Transaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { type InEveryLocale, locales } from '../language/locale.ts'

/** An organisation that begins to work with Stapje. */
export interface NewOrganisation {
  readonly cityId: string
  /** Lower-case letters, figures and hyphens. */
  readonly slug: string
  readonly name: string
  readonly website: string | null
  readonly about: InEveryLocale
}

export type AddOrganisationOutcome =
  | { readonly kind: 'added'; readonly organisationId: string }
  | { readonly kind: 'slugTaken' }

/** Adds an organisation to a city. It gets its first admin by an invitation. */
export async function addOrganisation(
  tx: Transaction,
  deps: Pick<Deps, 'clock' | 'newId'>,
  { about, ...organisation }: NewOrganisation,
): Promise<AddOrganisationOutcome> {
  const id = deps.newId()
  const added = await tx.organisation.createMany({
    data: [{ id, ...organisation, createdAt: deps.clock() }],
    skipDuplicates: true,
  })
  if (added.count === 0) return { kind: 'slugTaken' }
  await tx.organisationText.createMany({
    data: locales.map((locale) => ({ organisationId: id, locale, about: about[locale] })),
  })
  return { kind: 'added', organisationId: id }
}
