import { badgeFileTypes } from '../../badges/badge-files.ts'
import { problemCodes } from '../problem.ts'
import { verificationReport, verifyPath } from './describe-verify.ts'

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
})
const object = { schema: { type: 'object' } }
const text = { schema: { type: 'string' } }
const picture = { schema: { type: 'string', contentMediaType: 'image/png' } }

const faults = {
  '404': problem('There is nothing by this id, or it is not shared (any more).'),
  '429': problem('Too many requests in a minute.'),
  '503': problem('The database is away for a moment; see Retry-After.'),
}

const parameter = (name: string, description: string, schema: object) => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: { type: 'string', ...schema },
})
const id = (of: string) => parameter('id', `The id of ${of}.`, { format: 'uuid' })
const token = parameter('token', 'The last part of a link.', { pattern: '^[\\w-]{1,64}$' })

/** One way to ask one thing: what it gives, by media type. */
const get = (
  operationId: string,
  summary: string,
  content: Record<string, object>,
  rest: {
    readonly parameters?: readonly object[]
    readonly responses?: Record<string, object>
  } = {},
) => ({
  get: {
    operationId,
    summary,
    ...(rest.parameters === undefined ? {} : { parameters: rest.parameters }),
    responses: {
      '200': { description: summary, content },
      ...(rest.parameters === undefined ? { '429': faults['429'], '503': faults['503'] } : faults),
      ...rest.responses,
    },
  },
})

const badge = {
  'application/vc+ld+json': { schema: { $ref: '#/components/schemas/Credential' } },
  'text/plain': { schema: { $ref: '#/components/schemas/CompactJws' } },
  'image/png': picture,
  'image/svg+xml': text,
}

/**
 * Describes what programs may ask (OpenAPI 3.1). A test compares it with the routes that run.
 *
 * @param siteUrl where the service is, without a slash at the end.
 */
export function openApiDocument(siteUrl: string): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Stapje',
      version: '1',
      description:
        'Open Badges 3.0 that learners share, and what is needed to verify them. Answers that go wrong are problem+json (RFC 9457) with a code that stays the same.',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: siteUrl }],
    paths: {
      '/api/openapi.json': get('getDescription', 'This description.', {
        'application/json': object,
      }),
      '/api/badges/{id}': get(
        'getBadge',
        'A badge by the id in its credential (urn:uuid:…), while its learner shares it; the form is chosen by Accept.',
        badge,
        {
          parameters: [id('the credential')],
          responses: { '406': problem('None of the forms is accepted.') },
        },
      ),
      '/b/{token}': get(
        'getShare',
        'What a learner’s link shows: a page, or the badge itself by Accept.',
        { 'text/html': text, ...badge },
        {
          parameters: [token],
          responses: {
            '406': problem('The link shows several badges, so none of them is given.'),
            '410': problem('The learner ended the link.'),
          },
        },
      ),
      '/b/{token}.{form}': get(
        'getShareForm',
        'The only badge of a link as a file; as zip, all of them with what it takes to verify them.',
        { ...badge, 'application/zip': { schema: { type: 'string', format: 'binary' } } },
        {
          parameters: [
            token,
            parameter('form', 'Which form.', { enum: [...badgeFileTypes, 'zip'] }),
          ],
          responses: {
            '406': problem('The link shows several badges: only png and zip are given.'),
            '410': problem('The learner ended the link.'),
          },
        },
      ),
      '/b/{token}/{file}': get(
        'getShareFile',
        'A file of one of several badges, such as 2.json.',
        badge,
        {
          parameters: [
            token,
            parameter('file', 'Which badge, from 1, and which form.', {
              pattern: '^[1-9]\\d?\\.(json|jwt|png|svg)$',
            }),
          ],
          responses: { '410': problem('The learner ended the link.') },
        },
      ),
      '/issuers/{id}': get(
        'getIssuer',
        'An organisation that gives badges: an Open Badges Profile that lists its keys, or a page.',
        { 'application/ld+json': object, 'text/html': text },
        { parameters: [id('the organisation')] },
      ),
      '/issuers/{id}/did.json': get(
        'getIssuerDid',
        'The same organisation as a did:web document.',
        { 'application/did+ld+json': object },
        { parameters: [id('the organisation')] },
      ),
      '/achievements/{id}': get(
        'getAchievement',
        'What a badge is given for: an Open Badges Achievement, or a page.',
        { 'application/ld+json': object, 'text/html': text },
        { parameters: [id('the achievement')] },
      ),
      ...Object.fromEntries(
        (['png', 'svg'] as const).map((form) => [
          `/achievements/{id}/picture.${form}`,
          get(
            `getAchievementPicture${form === 'png' ? 'Png' : 'Svg'}`,
            'The drawing of a badge.',
            form === 'png' ? { 'image/png': picture } : { 'image/svg+xml': text },
            { parameters: [id('the achievement')] },
          ),
        ]),
      ),
      '/keys/{id}': get(
        'getKey',
        'A public key: one bare JWK for JWTs, a Multikey for embedded proofs.',
        { 'application/jwk+json': object, 'application/ld+json': object },
        {
          parameters: [id('the key')],
          responses: { '410': problem('The key was in the wrong hands.') },
        },
      ),
      '/.well-known/jwks.json': get('getKeys', 'All public keys, as a JWK Set.', {
        'application/jwk-set+json': object,
      }),
      '/status/{id}': get(
        'getStatusList',
        'A Bitstring Status List, signed; ask again with If-None-Match.',
        {
          'application/vc+ld+json': object,
          'application/vc+jwt': { schema: { $ref: '#/components/schemas/CompactJws' } },
        },
        { parameters: [id('the list')] },
      ),
      '/api/verify': verifyPath,
    },
    components: {
      schemas: {
        VerificationReport: verificationReport,
        Problem: {
          type: 'object',
          required: ['status', 'code', 'title'],
          properties: {
            status: { type: 'integer' },
            code: { type: 'string', enum: problemCodes },
            title: { type: 'string' },
          },
        },
        Credential: {
          type: 'object',
          description: 'An OpenBadgeCredential (Open Badges 3.0) with an embedded proof.',
          externalDocs: { url: 'https://www.imsglobal.org/spec/ob/v3p0/' },
          required: ['@context', 'id', 'type', 'issuer', 'validFrom', 'credentialSubject', 'proof'],
        },
        CompactJws: { type: 'string', pattern: '^[\\w-]+\\.[\\w-]+\\.[\\w-]+$' },
      },
    },
  }
}
