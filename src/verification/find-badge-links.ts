const linkTag = /<link\s[^<>]{1,2000}>/gi
const badgeTypes = ['application/vc+ld+json', 'application/vc', 'application/vc+jwt', 'text/plain']

/** A page is looked through so far and no further. */
const mostCharacters = 200_000

/**
 * Finds where a web page says that its badge is, by `<link rel="alternate" type="…">`.
 *
 * @returns absolute addresses; a signed token before a document, each once.
 */
export function findBadgeLinks(html: string, pageUrl: string): readonly string[] {
  const found = [...html.slice(0, mostCharacters).matchAll(linkTag)].flatMap(([tag]) => {
    const type = attributeOf(tag, 'type')?.split(';')[0]?.trim().toLowerCase() ?? ''
    const href = attributeOf(tag, 'href')?.replaceAll('&amp;', '&')
    const isBadge = attributeOf(tag, 'rel') === 'alternate' && badgeTypes.includes(type)
    if (!isBadge || href === undefined || !URL.canParse(href, pageUrl)) return []
    return [{ url: new URL(href, pageUrl).href, isToken: /jwt|plain/.test(type) }]
  })
  const urls = found.toSorted((a, b) => Number(b.isToken) - Number(a.isToken)).map(({ url }) => url)
  return [...new Set(urls)]
}

function attributeOf(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(tag)
  return value?.[1] ?? value?.[2] ?? value?.[3]
}
