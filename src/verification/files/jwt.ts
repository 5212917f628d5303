import { z } from 'zod'
import { type JsonOutcome, readBoundedJson } from './bounded-json.ts'
import { readUtf8 } from './read-text.ts'

/** Signatures that can be checked with a public key alone: no `none`, and no HMAC. */
export const jwtAlgorithms = ['RS256', 'ES256', 'EdDSA'] as const
export type JwtAlgorithm = (typeof jwtAlgorithms)[number]

/** A signed token taken apart. Nothing in it is to be believed yet. */
export interface Jwt {
  readonly text: string
  readonly algorithm: JwtAlgorithm
  /** Where the signer says the key is. */
  readonly keyId: string | null
  /** The key that the signer hands along; worth nothing until the issuer turns out to publish it. */
  readonly embeddedKey: Readonly<Record<string, unknown>> | null
  readonly claims: Readonly<Record<string, unknown>>
}

export type JwtOutcome =
  | { readonly kind: 'read'; readonly jwt: Jwt }
  | {
      readonly kind: 'fault'
      readonly code:
        | 'jwt-broken'
        | 'jwt-algorithm'
        | 'jwt-critical'
        | Extract<JsonOutcome, { kind: 'fault' }>['code']
    }

const compact = /^[\w-]+\.[\w-]+\.[\w-]*$/

const header = z.looseObject({
  alg: z.string(),
  kid: z.string().max(2000).optional(),
  jwk: z.record(z.string(), z.unknown()).optional(),
})

/** Tells whether a text has the form of a compact JWS (RFC 7515, section 3.1). */
export const looksLikeJwt = (text: string): boolean => compact.test(text)

/**
 * Takes a compact JWS apart (RFC 7515). Extensions that change how it is read (`crit`, `b64`) are
 * refused: a badge needs none. `jku` and `x5u` are never followed.
 */
export function readJwt(text: string): JwtOutcome {
  if (!looksLikeJwt(text)) return fault('jwt-broken')
  const [headerPart = '', payloadPart = ''] = text.split('.')
  const readHeader = readPart(headerPart)
  const readPayload = readPart(payloadPart)
  if (readHeader.kind === 'fault') return fault(faultOf(readHeader.code))
  if (readPayload.kind === 'fault') return fault(faultOf(readPayload.code))
  const parsed = header.safeParse(readHeader.value)
  const claims = z.record(z.string(), z.unknown()).safeParse(readPayload.value)
  if (!parsed.success || !claims.success) return fault('jwt-broken')
  if ('crit' in parsed.data || 'b64' in parsed.data) return fault('jwt-critical')
  const algorithm = jwtAlgorithms.find((known) => known === parsed.data.alg)
  if (algorithm === undefined) return fault('jwt-algorithm')
  return {
    kind: 'read',
    jwt: {
      text,
      algorithm,
      keyId: parsed.data.kid ?? null,
      embeddedKey: parsed.data.jwk ?? null,
      claims: claims.data,
    },
  }
}

type FaultCode = Extract<JwtOutcome, { kind: 'fault' }>['code']

const fault = (code: FaultCode): JwtOutcome => ({ kind: 'fault', code })
const faultOf = (code: FaultCode): FaultCode => (code === 'not-json' ? 'jwt-broken' : code)

function readPart(part: string): JsonOutcome {
  const text = readUtf8(Buffer.from(part, 'base64url'))
  return text === null ? { kind: 'fault', code: 'not-json' } : readBoundedJson(text)
}
