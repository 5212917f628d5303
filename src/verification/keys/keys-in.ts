import type { JWK } from 'jose'
import { z } from 'zod'
import { jwkOfMultikey } from './multibase.ts'

/** A public key that somebody publishes. */
export interface PublishedKey {
  /** Its own address, or only its name in a set; null when it has none. */
  readonly id: string | null
  /** Whose key it says it is. */
  readonly controller: string | null
  readonly jwk: JWK
}

const jwk = z.looseObject({
  kty: z.string(),
  kid: z.string().optional(),
  crv: z.string().optional(),
  alg: z.string().optional(),
  use: z.string().optional(),
})

const method = z.looseObject({
  id: z.string().optional(),
  controller: z.string().optional(),
  publicKeyJwk: jwk.optional(),
  publicKeyMultibase: z.string().optional(),
  revoked: z.string().optional(),
  expires: z.string().optional(),
})
type Method = z.infer<typeof method>

const controllerDocument = z.looseObject({
  id: z.string(),
  verificationMethod: z
    .union([method.transform((one) => [one]), z.array(method).max(50)])
    .optional(),
  assertionMethod: z
    .union([z.string().transform((one) => [one]), z.array(z.union([z.string(), method])).max(50)])
    .optional(),
})

/**
 * The keys that a controller says may sign what it claims: its `assertionMethod` (W3C Controlled
 * Identifiers 1.0, section 2.3.2). A key that stands there for logging in only is not among them.
 */
export function assertionKeysIn(document: unknown, controllerId: string): readonly PublishedKey[] {
  const parsed = controllerDocument.safeParse(document)
  if (!parsed.success || parsed.data.id !== controllerId) return []
  const { verificationMethod = [], assertionMethod = [] } = parsed.data
  return assertionMethod.flatMap((entry) => {
    if (typeof entry !== 'string') return keyOfMethod(entry, controllerId)
    const wanted = absolute(entry, controllerId)
    return verificationMethod
      .filter(({ id }) => id !== undefined && absolute(id, controllerId) === wanted)
      .flatMap((each) => keyOfMethod(each, controllerId))
  })
}

const absolute = (id: string, base: string) => (id.startsWith('#') ? `${base}${id}` : id)

function keyOfMethod(found: Method, base: string): readonly PublishedKey[] {
  const { id, controller, publicKeyJwk, publicKeyMultibase } = found
  if (found.revoked !== undefined) return []
  const key = publicKeyJwk ?? (publicKeyMultibase ? jwkOfMultikey(publicKeyMultibase) : null)
  if (key === null) return []
  return [
    {
      id: id === undefined ? null : absolute(id, base),
      controller: controller ?? null,
      jwk: publicPart(key),
    },
  ]
}

const keySet = z.looseObject({ keys: z.array(z.unknown()).max(100) })

/** The keys of a JWK Set (RFC 7517, section 5), or the one key of a bare JWK. */
export function jwksIn(document: unknown): readonly PublishedKey[] {
  const set = keySet.safeParse(document)
  const candidates = set.success ? set.data.keys : [document]
  return candidates.flatMap((candidate) => {
    const parsed = jwk.safeParse(candidate)
    if (!parsed.success) return []
    return [{ id: parsed.data.kid ?? null, controller: null, jwk: publicPart(parsed.data) }]
  })
}

/** The key of a document that is itself one verification method. */
export function methodIn(document: unknown): readonly PublishedKey[] {
  const parsed = method.safeParse(document)
  return parsed.success && parsed.data.id !== undefined
    ? keyOfMethod(parsed.data, parsed.data.id)
    : []
}

/** Somebody who publishes a private key by mistake does not make us use it. */
function publicPart(found: Readonly<Record<string, unknown>>): JWK {
  const names = ['kty', 'crv', 'x', 'y', 'n', 'e', 'alg', 'use']
  return Object.fromEntries(
    Object.entries(found).filter(
      ([name, value]) => names.includes(name) && typeof value === 'string',
    ),
  )
}
