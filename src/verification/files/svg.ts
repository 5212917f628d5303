/** What is baked into a drawing (Open Badges 3.0, section 5.3.2). */
export type SvgOutcome =
  | { readonly kind: 'baked'; readonly text: string }
  | {
      readonly kind: 'fault'
      readonly code: 'svg-broken' | 'svg-entities' | 'svg-no-badge' | 'svg-several-badges'
    }

const namespaces = [
  'https://purl.imsglobal.org/ob/v3p0',
  'http://openbadges.org',
  'https://openbadges.org',
]
const badgeElement = /<([A-Za-z_][\w.-]{0,40}):(credential|assertion)(\s[^<>]{0,200000})?>/g
const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
}

/** Tells an SVG by its first element, after what XML lets stand before it. */
export const isSvg = (text: string): boolean =>
  /^\s*(?:<\?xml|<!--|<!DOCTYPE|<svg[\s>])/i.test(text) && /<svg[\s>]/.test(text)

/**
 * Reads the badge in an SVG. This looks for one element and resolves nothing: a drawing that declares
 * entities is refused, and scripts in it are never run, since nothing is drawn.
 */
export function readBakedSvg(svg: string): SvgOutcome {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(svg)) return fault('svg-entities')
  const text = withoutComments(svg)
  if (text === null) return fault('svg-broken')
  const found = [...text.matchAll(badgeElement)].filter(
    ([, prefix = '']) => namespaceOf(text, prefix) !== null,
  )
  const [first, second] = found
  if (first === undefined) return fault('svg-no-badge')
  if (second !== undefined) return fault('svg-several-badges')
  const [element, prefix = '', name = '', attributes = ''] = first
  const verify = attributeOf(attributes, 'verify')
  // 3.0 puts a signed badge in the attribute and any other in the element; 2.0 may do both.
  const inside = element.endsWith('/>')
    ? ''
    : contentOf(text, first.index + element.length, `</${prefix}:${name}>`)
  if (inside === null) return fault('svg-broken')
  const baked = inside.trim() === '' ? verify : inside
  return baked === null || baked.trim() === ''
    ? fault('svg-no-badge')
    : { kind: 'baked', text: baked.trim() }
}

const fault = (code: Extract<SvgOutcome, { kind: 'fault' }>['code']): SvgOutcome => ({
  kind: 'fault',
  code,
})

/** What stands in a comment is not there; null when one has no end. */
function withoutComments(text: string): string | null {
  const kept: string[] = []
  let at = 0
  for (;;) {
    const start = text.indexOf('<!--', at)
    if (start === -1) return [...kept, text.slice(at)].join('')
    kept.push(text.slice(at, start))
    const end = text.indexOf('-->', start + 4)
    if (end === -1) return null
    at = end + 3
  }
}

function namespaceOf(text: string, prefix: string): string | null {
  const declared = namespaces.find((namespace) =>
    ['"', "'"].some((quote) => text.includes(`xmlns:${prefix}=${quote}${namespace}${quote}`)),
  )
  return declared ?? null
}

function attributeOf(attributes: string, name: string): string | null {
  const at = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes)
  return at === null ? null : unescapeXml(at[1] ?? at[2] ?? '')
}

function contentOf(text: string, from: number, closing: string): string | null {
  const end = text.indexOf(closing, from)
  if (end === -1) return null
  const content = text.slice(from, end).trim()
  const isCharacterData = content.startsWith('<![CDATA[') && content.endsWith(']]>')
  return isCharacterData ? content.slice(9, -3) : unescapeXml(content)
}

const unescapeXml = (text: string): string =>
  text.replace(/&(?:lt|gt|quot|apos|amp);/g, (entity) => entities[entity] ?? entity)
