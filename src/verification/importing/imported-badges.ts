import type { DatabaseOrTransaction, Transaction } from '../../database/client.ts'
import type { Deps } from '../../deps.ts'
import type { SeenBadge } from '../report.ts'

/** A badge of somebody else among a learner's own. */
export interface ImportedBadge {
  readonly id: string
  readonly name: string
  readonly issuerName: string
  readonly issuerHost: string | null
  readonly validUntil: Date | null
  readonly importedAt: Date
}

/** Lists the badges that a person brought from elsewhere, newest first. */
export async function importedBadges(
  db: DatabaseOrTransaction,
  personId: string,
): Promise<readonly ImportedBadge[]> {
  return db.$queryRaw<ImportedBadge[]>`
    SELECT id, name, "issuerName", "issuerHost", "validUntil", "importedAt"
    FROM "ImportedBadge" WHERE "personId" = ${personId}::uuid
    ORDER BY "importedAt" DESC, id DESC`
}

export type KeepOutcome =
  | { readonly kind: 'added'; readonly id: string }
  /** It was there already. */
  | { readonly kind: 'known' }

/** Puts a verified badge among those of a person, once. `source` is the badge itself, as text. */
export async function keepImportedBadge(
  tx: Transaction,
  deps: Pick<Deps, 'clock' | 'newId' | 'seals'>,
  personId: string,
  { badge, source }: { readonly badge: SeenBadge; readonly source: string },
): Promise<KeepOutcome> {
  const id = deps.newId()
  const dateOf = (written: string | null) => (written === null ? null : new Date(written))
  const added = await tx.importedBadge.createMany({
    data: [
      {
        id,
        personId,
        standard: badge.standard,
        credentialId: badge.id === '' ? badge.name : badge.id,
        name: badge.name,
        description: badge.description,
        issuerId: badge.issuer.id,
        issuerName: badge.issuer.name,
        issuerHost: badge.issuer.host,
        validFrom: dateOf(badge.validFrom),
        validUntil: dateOf(badge.validUntil),
        sourceSealed: await deps.seals.seal('badge', source),
        importedAt: deps.clock(),
      },
    ],
    skipDuplicates: true,
  })
  return added.count === 1 ? { kind: 'added', id } : { kind: 'known' }
}

/** Takes a badge of somebody else away again; false when it is not there, or not this person's. */
export async function removeImportedBadge(
  tx: Transaction,
  personId: string,
  id: string,
): Promise<boolean> {
  const removed = await tx.importedBadge.deleteMany({ where: { id, personId } })
  return removed.count === 1
}
