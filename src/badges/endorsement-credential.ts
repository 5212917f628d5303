import { contexts, dateTime, type IssuerFacts, profile } from './credential.ts'

/** Who says something about a badge, and what. */
export interface EndorsementWords {
  readonly name: string
  /** The company or organisation of who says it. */
  readonly organisation: string
  readonly comment: string
}

/** What an endorsement is made of. Ids are bare UUIDs. */
export interface EndorsementFacts {
  readonly siteUrl: string
  readonly endorsementId: string
  /** Of the badge that it is about. */
  readonly credentialId: string
  readonly issuedAt: Date
  readonly issuer: IssuerFacts
  readonly words: EndorsementWords
  /** That the issuer does not know who wrote it; null when the issuer says it itself. */
  readonly caution: string | null
}

/** Makes an `EndorsementCredential` (Open Badges 3.0, section 4.2). Pure. */
export function endorsementCredential(facts: EndorsementFacts) {
  const { caution } = facts
  const { name, organisation, comment } = facts.words
  const by = [name, organisation].filter(Boolean).join(', ')
  return {
    '@context': [...contexts],
    id: `urn:uuid:${facts.endorsementId}`,
    type: ['VerifiableCredential', 'EndorsementCredential'],
    name: by,
    issuer: profile(facts.siteUrl, facts.issuer),
    validFrom: dateTime(facts.issuedAt),
    credentialSubject: {
      id: `urn:uuid:${facts.credentialId}`,
      type: ['EndorsementSubject'],
      endorsementComment: [comment, by, ...(caution === null ? [] : [caution])].join('\n\n'),
    },
    credentialSchema: [
      {
        id: 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_endorsementcredential_schema.json',
        type: '1EdTechJsonSchemaValidator2019',
      },
    ],
  }
}
