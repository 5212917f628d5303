import type { Transaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { type SignedCredential, signCredential } from '../signing/sign-credential.ts'
import { statusListEntry } from '../signing/status-list.ts'
import { achievementFacts, achievementFields, issuerFacts } from './achievement-facts.ts'
import { agreedNote } from './agreed-note.ts'
import { assignStatus } from './assign-status.ts'
import { openBadgeCredential } from './credential.ts'
import { standingEndorsement } from './issue-endorsement.ts'

/** Makes, signs and stores the credential of an award in both forms, in the learner's own language. */
export async function issueCredential(
  tx: Transaction,
  deps: Deps,
  awardId: string,
): Promise<{ readonly organisationId: string }> {
  const award = await findAward(tx, awardId)
  const { organisation } = award.achievement
  const id = deps.newId()
  const place = await assignStatus(tx, deps, organisation.id)
  const signed = await sign(tx, deps, award, { id, ...place })
  await tx.credential.create({
    data: {
      id,
      awardId,
      ...signed,
      statusEntry: { create: { statusListId: place.listId, index: place.index } },
    },
    select: { id: true },
  })
  return { organisationId: organisation.id }
}

/**
 * Signs the credential of an award once more, because something was added to it or taken out, or because
 * its key was in the wrong hands: it keeps its id, its status and its award date, and `validFrom` tells
 * which is the newest (Open Badges 3.0, section 7.1). Copies from before go on to hold as long as their key does.
 */
export async function reissueCredential(
  tx: Transaction,
  deps: Deps,
  awardId: string,
): Promise<void> {
  // Held first, so that of two at once the second signs what the first one added.
  await tx.$executeRaw`SELECT 1 FROM "Award" WHERE id = ${awardId}::uuid FOR UPDATE`
  const award = await findAward(tx, awardId)
  const { id, statusEntry } = await tx.credential.findUniqueOrThrow({
    where: { awardId },
    select: { id: true, statusEntry: { select: { statusListId: true, index: true } } },
  })
  const place =
    statusEntry === null
      ? await assignStatus(tx, deps, award.achievement.organisation.id)
      : { listId: statusEntry.statusListId, index: statusEntry.index }
  const signed = await sign(tx, deps, award, { id, ...place })
  await tx.credential.update({
    where: { id },
    data: {
      ...signed,
      ...(statusEntry === null
        ? { statusEntry: { create: { statusListId: place.listId, index: place.index } } }
        : {}),
    },
    select: { id: true },
  })
}

const findAward = (tx: Transaction, awardId: string) =>
  tx.award.findUniqueOrThrow({
    where: { id: awardId },
    select: {
      awardedAt: true,
      noteSealed: true,
      evidenceOfferedAt: true,
      evidenceAgreedAt: true,
      person: { select: { subjectId: true, locale: true } },
      achievement: { select: achievementFields },
      endorsements: {
        where: standingEndorsement,
        orderBy: { askedAt: 'asc' },
        select: { jwt: true },
      },
    },
  })

interface Place {
  readonly id: string
  readonly listId: string
  readonly index: number
}

async function sign(
  tx: Transaction,
  deps: Deps,
  award: Awaited<ReturnType<typeof findAward>>,
  place: Place,
) {
  const { achievement, person } = award
  if (person === null) throw new TypeError('A badge is issued to somebody')
  const { locale, subjectId } = person
  const issuedAt = deps.clock()
  const credential = openBadgeCredential({
    siteUrl: deps.siteUrl,
    credentialId: place.id,
    subjectId,
    awardedAt: award.awardedAt,
    issuedAt,
    issuer: issuerFacts(achievement.organisation, locale),
    achievement: achievementFacts(achievement, locale),
    status: statusListEntry(deps.siteUrl, place),
    evidence: await agreedNote(deps, award),
    endorsements: award.endorsements.flatMap(({ jwt }) => (jwt === null ? [] : [jwt])),
  })
  const keys = await deps.keyRing.signingKeysOf(tx, achievement.organisation.id)
  const signed: SignedCredential<typeof credential> = await signCredential(credential, keys)
  return {
    keyId: keys.jwt.id,
    proofKeyId: keys.proof.id,
    jwt: signed.jwt,
    document: toJson(signed.document),
    issuedAt,
  }
}

/** As a value for the database; what is undefined has no place in it. */
const toJson = (document: object): object => JSON.parse(JSON.stringify(document))
