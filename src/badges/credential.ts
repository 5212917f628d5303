import { type Locale, locales } from '../language/locale.ts'
import { issuerAddress } from '../signing/public-key.ts'
import type { BitstringStatusListEntry } from '../signing/status-list.ts'

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

/**
 * The term as 1EdTech's own context has it. Copies of that context from before it are about, in
 * wallets too, and would not verify a badge with endorsements.
 */
export const endorsementContext = {
  endorsementJwt: {
    '@id': 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#endorsementJwt',
    '@container': '@set',
  },
} as const

const schema =
  'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json'

/** Who issues: an organisation by its page on our site. */
export interface IssuerFacts {
  readonly id: string
  readonly name: string
  readonly website: string | null
  readonly about: string
}

/** What is said of an achievement, in one language. */
export interface AchievementWords {
  readonly name: string
  readonly description: string
  readonly criteria: string
  /** What its kind means: of a compliment, that it is no proof of a skill. */
  readonly kindStatement: string
}

/** What is awarded. */
export interface AchievementFacts {
  readonly id: string
  readonly kind: AchievementKind
  /** The language of the badge itself; the others stand beside it. */
  readonly locale: Locale
  readonly words: Readonly<Record<Locale, AchievementWords>>
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
  /** When this form of it was signed: later than the award once something was added. */
  readonly issuedAt: Date
  readonly issuer: IssuerFacts
  readonly achievement: AchievementFacts
  readonly status: BitstringStatusListEntry
  /** What the worker wrote, when worker and learner both want it in the badge. */
  readonly evidence: string | null
  /** Endorsements that the learner wants shown, as JWTs. */
  readonly endorsements: readonly string[]
}

export type Profile = ReturnType<typeof profile>
export type Achievement = ReturnType<typeof achievement>
export type OpenBadgeCredential = ReturnType<typeof openBadgeCredential>

/** An issuer as an Open Badges `Profile`. */
export function profile(siteUrl: string, issuer: IssuerFacts) {
  return {
    id: issuerAddress(siteUrl, issuer.id),
    type: ['Profile'],
    name: issuer.name,
    ...(issuer.website === null ? {} : { url: issuer.website }),
    ...(issuer.about === '' ? {} : { description: issuer.about }),
  }
}

/**
 * An Open Badges `Achievement`. Sets are arrays, and one without members is left out. Each other
 * language is a `related` achievement: a string in Open Badges has one language, told by `inLanguage`.
 */
export function achievement(siteUrl: string, facts: AchievementFacts) {
  const id = achievementAddress(siteUrl, facts.id)
  const { locale, words, kind } = facts
  return {
    id,
    type: ['Achievement'],
    achievementType: achievementTypes[kind],
    inLanguage: locale,
    ...spoken(words[locale]),
    image: { id: `${id}/picture.png`, type: 'Image', caption: words[locale].name },
    related: locales
      .filter((other) => other !== locale)
      .map((other) => ({
        id: `${id}?lang=${other}`,
        type: ['Related', 'Achievement'],
        inLanguage: other,
        ...spoken(words[other]),
      })),
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

/** Where an achievement is described. */
export const achievementAddress = (siteUrl: string, achievementId: string): string =>
  `${siteUrl}/achievements/${achievementId}`

const spoken = ({ name, description, criteria, kindStatement }: AchievementWords) => ({
  name,
  description,
  // In the badge itself, so that it is still said where our page is not shown.
  criteria: { narrative: `${criteria}\n\n${kindStatement}` },
})

/** As Open Badges wants it: with the time zone, and without fractions of seconds. */
export const dateTime = (at: Date): string => at.toISOString().replace(/\.\d{3}Z$/, 'Z')

/**
 * Makes an `OpenBadgeCredential` (Open Badges 3.0, W3C Verifiable Credentials 2.0). Pure. The subject
 * is an opaque id: no name, number or address of anybody is in it.
 */
export function openBadgeCredential(facts: CredentialFacts) {
  const { achievement: awarded, evidence, endorsements } = facts
  const words = awarded.words[awarded.locale]
  return {
    '@context': [...contexts, ...(endorsements.length === 0 ? [] : [endorsementContext])],
    id: `urn:uuid:${facts.credentialId}`,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: words.name,
    description: words.kindStatement,
    issuer: profile(facts.siteUrl, facts.issuer),
    validFrom: dateTime(facts.issuedAt),
    awardedDate: dateTime(facts.awardedAt),
    credentialSubject: {
      id: `urn:uuid:${facts.subjectId}`,
      type: ['AchievementSubject'],
      achievement: achievement(facts.siteUrl, awarded),
    },
    ...(evidence === null ? {} : { evidence: [{ type: ['Evidence'], narrative: evidence }] }),
    ...(endorsements.length === 0 ? {} : { endorsementJwt: [...endorsements] }),
    credentialSchema: [{ id: schema, type: '1EdTechJsonSchemaValidator2019' }],
    credentialStatus: { ...facts.status },
  }
}
