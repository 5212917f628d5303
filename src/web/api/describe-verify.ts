import { stepNames } from '../../verification/report.ts'

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
})
const file = { schema: { type: 'string', format: 'binary' } }
const words = { type: 'string' }
const date = { type: ['string', 'null'], format: 'date-time' }

/** How a badge of anybody is verified, in the terms of OpenAPI. */
export const verifyPath = {
  post: {
    operationId: 'verifyBadge',
    summary: 'Verifies an Open Badge of anybody; nothing that is sent is kept.',
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: {
            oneOf: ['link', 'text'].map((name) => ({
              type: 'object',
              required: [name],
              properties: { [name]: words },
              additionalProperties: false,
            })),
          },
        },
        'multipart/form-data': {
          schema: { type: 'object', properties: { file: words, text: words, link: words } },
        },
        'image/png': file,
        'image/svg+xml': file,
        'application/vc+ld+json': file,
        'application/vc+jwt': file,
        'application/octet-stream': file,
        'text/plain': file,
      },
    },
    responses: {
      '200': {
        description: 'What was seen at each step, and the verdict.',
        content: {
          'application/json': { schema: { $ref: '#/components/schemas/VerificationReport' } },
        },
      },
      '400': problem('The body cannot be read.'),
      '413': problem('The body is larger than a badge can be: 2.2 MB.'),
      '415': problem('This kind of body is not taken.'),
      '422': problem('There is nothing to verify in it.'),
      '429': problem('Too many verifications in a minute.'),
      '503': problem('The database is away for a moment; see Retry-After.'),
    },
  },
} as const

/** The schema of a verification's result. */
export const verificationReport = {
  type: 'object',
  required: ['verdict', 'steps', 'badge', 'checkedAt'],
  properties: {
    verdict: {
      enum: ['holds', 'fails', 'unsure'],
      description: 'unsure: no step fails, and one could not be checked.',
    },
    steps: {
      type: 'array',
      items: {
        type: 'object',
        required: ['step', 'outcome', 'code'],
        properties: {
          step: { enum: [...stepNames] },
          outcome: { enum: ['ok', 'fault', 'notChecked'] },
          code: { type: 'string', description: 'Why; it stays the same.' },
        },
      },
    },
    badge: {
      type: ['object', 'null'],
      description: 'What the badge says of itself. Believe it only as far as the verdict goes.',
      properties: {
        standard: { enum: ['open-badge-3', 'open-badge-2'] },
        id: words,
        name: words,
        description: words,
        issuer: {
          type: 'object',
          properties: { id: words, name: words, host: { type: ['string', 'null'] } },
        },
        validFrom: date,
        validUntil: date,
      },
    },
    checkedAt: { type: 'string', format: 'date-time' },
  },
}
