import type { Transaction } from '../database/client.ts'

/**
 * Takes the city of the organisation that somebody came for, by an invitation or a session's code, when
 * they have not said theirs: then they need not be asked.
 */
export async function adoptCity(
  tx: Transaction,
  { personId, organisationId }: { readonly personId: string; readonly organisationId: string },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Person" p SET "cityId" = o."cityId", "cityChosen" = true
    FROM "Organisation" o
    WHERE p.id = ${personId}::uuid AND NOT p."cityChosen" AND o.id = ${organisationId}::uuid`
}
