import type { Transaction } from '../database/client.ts'
import type { Prisma } from '../database/generated/client.ts'
import type { Deps } from '../deps.ts'
import { translator } from '../language/translate.ts'
import { signJwt } from '../signing/sign-credential.ts'
import { achievementFields, issuerFacts } from './achievement-facts.ts'
import { endorsementCredential } from './endorsement-credential.ts'
import { openWords } from './endorsement-words.ts'

/**
 * Endorsements that stand: their learner lets them show, who said it confirmed it and did not take it
 * back, and the key that signed it was in nobody else's hands.
 */
export const standingEndorsement = {
  approvedAt: { not: null },
  confirmedAt: { not: null },
  revokedAt: null,
  jwt: { not: null },
  key: { status: { not: 'compromised' } },
} as const satisfies Prisma.EndorsementWhereInput

/**
 * Signs an endorsement that was confirmed, for the first time or with another key: by the organisation
 * that says it, or for an employer by the one that speaks for the city, since an employer has no keys here.
 */
export async function issueEndorsement(tx: Transaction, deps: Deps, id: string): Promise<void> {
  const found = await tx.endorsement.findUniqueOrThrow({
    where: { id },
    select: {
      wordsSealed: true,
      organisation: achievementFields.organisation,
      award: {
        select: {
          credential: { select: { id: true } },
          person: { select: { locale: true, cityId: true } },
        },
      },
    },
  })
  const { person, credential } = found.award
  if (person === null) throw new TypeError('An endorsement is of somebody’s badge')
  const isEmployer = found.organisation === null
  const issuer =
    found.organisation ??
    (await tx.organisation.findFirstOrThrow({
      where: { cityId: person.cityId, isCity: true },
      ...achievementFields.organisation,
    }))
  const issuedAt = deps.clock()
  const say = translator(person.locale, 'badges')
  const document = endorsementCredential({
    siteUrl: deps.siteUrl,
    endorsementId: id,
    credentialId: credential?.id ?? '',
    issuedAt,
    issuer: issuerFacts(issuer, person.locale),
    words: await openWords(deps, found.wordsSealed),
    caution: isEmployer ? say('endorsement.notChecked', { issuer: issuer.name }) : null,
  })
  const { jwt: key } = await deps.keyRing.signingKeysOf(tx, issuer.id)
  await tx.endorsement.update({
    where: { id },
    data: {
      jwt: await signJwt(document, key),
      document: JSON.parse(JSON.stringify(document)),
      keyId: key.id,
      issuedAt,
    },
    select: { id: true },
  })
}
