/** Gives a page that was made a moment ago, or makes it. */
export type PageCache = (key: readonly unknown[], make: () => Promise<string>) => Promise<string>

/** How old a page may be: a place that was just taken is told in the chat at once, here a little later. */
const freshMilliseconds = 30_000

/** So many pages are kept; of more, the oldest goes. */
const pagesKept = 400

/**
 * Keeps pages that are the same for everybody, so that many readers at once cost one.
 *
 * Whatever may not be shown a moment too long, such as a story that was taken back, belongs in the key.
 */
export function createPageCache(clock: () => Date): PageCache {
  const pages = new Map<string, { readonly page: Promise<string>; readonly madeAt: number }>()
  return async (parts, make) => {
    const key = JSON.stringify(parts)
    const now = clock().getTime()
    const known = pages.get(key)
    if (known !== undefined && now - known.madeAt < freshMilliseconds) return known.page
    const page = make()
    pages.delete(key)
    pages.set(key, { page, madeAt: now })
    // What failed is tried again by the next reader.
    page.catch(() => pages.delete(key))
    const [oldest] = pages.keys()
    if (pages.size > pagesKept && oldest !== undefined) pages.delete(oldest)
    return page
  }
}
