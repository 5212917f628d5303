import type { Locale } from '../language/locale.ts'

/** Open Badges: an encouragement is a compliment, a skill has criteria, a pathway is earned from others. */
export type AchievementKind = 'encouragement' | 'skill' | 'pathway'

/**
 * `achievementType` of each kind (Open Badges 3.0, appendix B.1.2). A compliment has a type of its
 * own, so that nobody's software takes it for a proof of skill.
 */
const achievementTypes: Readonly<Record<AchievementKind, string>> = {
  encouragement: 'ext:Encouragement',
  skill: 'Competency',
  pathway: 'LearningProgram',
}

/** Contexts in the order that Open Badges 3.0 wants them. */
export const contexts = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
  'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
] as const

const schema =
  'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json'

/** Who issues: an organisation by its page on our site. */
export interface IssuerFacts {
  readonly id: string
  readonly name: string
  readonly website: string | null
  readonly about: string
}

/** What is awarded, in one language. */
export interface AchievementFacts {
  readonly id: string
  readonly kind: AchievementKind
  readonly locale: Locale
  readonly name: string
  readonly description: string
  readonly criteria: string
  readonly alignments: readonly {
    readonly targetName: string
    readonly targetUrl: string
    readonly targetFramework: string
  }[]
}

/** Everything a credential is made of. Ids are bare UUIDs; `siteUrl` has no slash at the end. */
export interface CredentialFacts {
  readonly siteUrl: string
  readonly credentialId: string
  readonly subjectId: string
  readonly awardedAt: Date
  readonly issuer: IssuerFacts
  readonly achievement: AchievementFacts
}

export type Profile = ReturnType<typeof profile>
export type Achievement = ReturnType<typeof achievement>
export type OpenBadgeCredential = ReturnType<typeof openBadgeCredential>

/** An issuer as an Open Badges `Profile`. */
export function profile(siteUrl: string, issuer: IssuerFacts) {
  return {
    id: `${siteUrl}/issuers/${issuer.id}`,
    type: ['Profile'],
    name: issuer.name,
    ...(issuer.website === null ? {} : { url: issuer.website }),
    ...(issuer.about === '' ? {} : { description: issuer.about }),
  }
}

/** An Open Badges `Achievement`. Sets are arrays, and one without members is left out. */
export function achievement(siteUrl: string, facts: AchievementFacts) {
  const id = `${siteUrl}/achievements/${facts.id}`
  return {
    id,
    type: ['Achievement'],
    achievementType: achievementTypes[facts.kind],
    inLanguage: facts.locale,
    name: facts.name,
    description: facts.description,
    criteria: { narrative: facts.criteria },
    image: { id: `${id}/picture.png`, type: 'Image', caption: facts.name },
    ...(facts.alignments.length === 0
      ? {}
      : {
          alignment: facts.alignments.map((alignment) => ({
            type: ['Alignment'],
            // The specification has no word for a skill of a taxonomy: an extension names it.
            targetType: 'ext:ESCOSkill',
            targetName: alignment.targetName,
            targetUrl: alignment.targetUrl,
            targetFramework: alignment.targetFramework,
          })),
        }),
  }
}

/**
 * Makes an `OpenBadgeCredential` (Open Badges 3.0, W3C Verifiable Credentials 2.0). Pure. The subject
 * is an opaque id: no name, number or address of anybody is in it.
 */
export function openBadgeCredential(facts: CredentialFacts) {
  const awardedAt = facts.awardedAt.toISOString().replace(/\.\d{3}Z$/, 'Z')
  return {
    '@context': [...contexts],
    id: `urn:uuid:${facts.credentialId}`,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: facts.achievement.name,
    issuer: profile(facts.siteUrl, facts.issuer),
    validFrom: awardedAt,
    awardedDate: awardedAt,
    credentialSubject: {
      id: `urn:uuid:${facts.subjectId}`,
      type: ['AchievementSubject'],
      achievement: achievement(facts.siteUrl, facts.achievement),
    },
    credentialSchema: [{ id: schema, type: '1EdTechJsonSchemaValidator2019' }],
  }
}
