import type { Transaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import { inEveryLocale } from '../language/in-every-locale.ts'
import { signCredential } from '../signing/credential-jwt.ts'
import { openBadgeCredential } from './credential.ts'

/** Makes, signs and stores the credential of an award, in the learner's own language. */
export async function issueCredential(
  tx: Transaction,
  deps: Deps,
  awardId: string,
): Promise<{ readonly organisationId: string }> {
  const { awardedAt, person, achievement } = await tx.award.findUniqueOrThrow({
    where: { id: awardId },
    select: {
      awardedAt: true,
      person: { select: { subjectId: true, locale: true } },
      achievement: {
        select: {
          id: true,
          kind: true,
          texts: true,
          alignments: {
            orderBy: { targetUrl: 'asc' },
            select: { targetName: true, targetUrl: true, targetFramework: true },
          },
          organisation: { select: { id: true, name: true, website: true, texts: true } },
        },
      },
    },
  })
  const { organisation, texts, ...facts } = achievement
  if (person === null) throw new TypeError('A badge is issued to somebody')
  const { locale } = person
  const credentialId = deps.newId()
  const credential = openBadgeCredential({
    siteUrl: deps.siteUrl,
    credentialId,
    subjectId: person.subjectId,
    awardedAt,
    issuer: {
      id: organisation.id,
      name: organisation.name,
      website: organisation.website,
      about: inEveryLocale(organisation.texts, (row) => row.about)[locale],
    },
    achievement: {
      ...facts,
      locale,
      name: inEveryLocale(texts, (row) => row.name)[locale],
      description: inEveryLocale(texts, (row) => row.description)[locale],
      criteria: inEveryLocale(texts, (row) => row.criteria)[locale],
    },
  })
  const key = await deps.keyRing.signingKeyOf(tx, organisation.id)
  await tx.credential.create({
    data: {
      id: credentialId,
      awardId,
      keyId: key.id,
      jwt: await signCredential(credential, key),
      document: credential,
      issuedAt: deps.clock(),
    },
    select: { id: true },
  })
  return { organisationId: organisation.id }
}
