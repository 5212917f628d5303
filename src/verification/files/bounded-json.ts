/** What reading a stranger's JSON comes to. */
export type JsonOutcome =
  | { readonly kind: 'read'; readonly value: unknown }
  | {
      readonly kind: 'fault'
      readonly code: 'not-json' | 'json-too-deep' | 'json-duplicate-key' | 'json-dangerous-key'
    }

const deepest = 40
/** Names that reach the prototype of an object in careless code. */
const dangerousKeys = ['__proto__', 'constructor', 'prototype']
/** A whole string, or one of the signs that make the structure. */
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}:,]/gs

/**
 * Reads JSON of a stranger: no deeper than 40 levels, no name twice in one object (readers differ in
 * which of the two they believe; RFC 8259, section 4), none that reaches a prototype. Size is bounded
 * by whoever read the text.
 */
export function readBoundedJson(text: string): JsonOutcome {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { kind: 'fault', code: 'not-json' }
  }
  const fault = structureFault(text)
  return fault === null ? { kind: 'read', value } : { kind: 'fault', code: fault }
}

type StructureFault = 'json-too-deep' | 'json-duplicate-key' | 'json-dangerous-key'

/** Goes through the signs once. The text is known to be JSON, so every string has its end. */
function structureFault(text: string): StructureFault | null {
  const open: (Set<string> | null)[] = []
  let fault: StructureFault | null = null
  let lastString: string | null = null
  for (const [token] of text.matchAll(tokens)) {
    if (token === '{' || token === '[') {
      open.push(token === '{' ? new Set() : null)
      if (open.length > deepest) return 'json-too-deep'
    } else if (token === '}' || token === ']') {
      open.pop()
    } else if (token === ':' && lastString !== null) {
      fault ??= keyFault(open.at(-1) ?? null, lastString)
    }
    lastString = token.startsWith('"') ? token : null
  }
  return fault
}

function keyFault(names: Set<string> | null, token: string): StructureFault | null {
  // "\u0069d" is the same name as "id".
  const name = String(JSON.parse(token))
  if (names === null) return null
  if (dangerousKeys.includes(name)) return 'json-dangerous-key'
  if (names.has(name)) return 'json-duplicate-key'
  names.add(name)
  return null
}
