import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endShare } from '../../../src/badges/share.ts'
import { drawPreview } from '../../../src/web/preview/draw-preview.ts'
import { testNow } from '../../support/clock.ts'
import { startTestSite, type TestSite } from '../support/test-site.ts'

let site: TestSite
beforeAll(async () => {
  site = await startTestSite()
})
afterAll(() => site.close())

const skill = [['leercafe-de-derde-kop', 'bestellen-en-serveren']] as const
const picture = (token: string) => fetch(`${site.url}/b/${token}/preview.png`)

describe('the picture that a chat shows of a shared badge', () => {
  it('is a PNG of 1200 by 630 under 300 kB, which the page names in its tags', async () => {
    const { token } = await site.share({ badges: skill, name: { kind: 'first', text: 'Samira' } })
    const page = await (
      await fetch(`${site.url}/b/${token}`, { headers: { accept: 'text/html' } })
    ).text()
    expect(page).toContain(
      `<meta property="og:image" content="${site.url}/b/${token}/preview.png"/>`,
    )
    expect(page).toContain('<meta name="twitter:card" content="summary_large_image"/>')
    const response = await picture(token)
    expect(response.headers.get('content-type')).toBe('image/png')
    const png = Buffer.from(await response.arrayBuffer())
    // PNG, section 11.2.2: width and height stand at 16 and 20.
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630])
    expect(png.byteLength).toBeLessThan(300_000)
  })

  it('shows the name only if the learner lets it be shown, in the language of the share', async () => {
    const pictures = await Promise.all(
      (
        [
          { badges: skill, locale: 'nl' },
          { badges: skill, locale: 'en' },
          { badges: skill, locale: 'nl', name: { kind: 'first', text: 'Samira' } },
        ] as const
      ).map(async (thing) => {
        const { token } = await site.share(thing)
        return Buffer.from(await (await picture(token)).arrayBuffer()).toString('base64')
      }),
    )
    expect(new Set(pictures).size).toBe(3)
  })

  const tagsOf = async (token: string, language: string) => {
    const headers = { accept: 'text/html', 'accept-language': language }
    const page = await (await fetch(`${site.url}/b/${token}`, { headers })).text()
    const tags = page.matchAll(/<meta (?:property|name)="(\S+)" content="([^"]*)"/g)
    return Object.fromEntries([...tags].map(([, name = '', content]) => [name, content]))
  }

  it('stands among words in the language of the share, whatever fetches them', async () => {
    const { token } = await site.share({ badges: skill, locale: 'en' })
    const tags = await tagsOf(token, 'nl')
    expect(tags).toMatchObject({ 'og:locale': 'en_GB', 'og:title': 'Taking orders and serving' })
    expect(tags['og:image:alt']).toBe('Picture of the badge Taking orders and serving')
    expect(tags['twitter:description']).toBe(tags['og:description'])
    expect(tags).toEqual({ ...(await tagsOf(token, 'en')), description: tags.description })
  })

  it('tells of all badges of a link that has several', async () => {
    const badges = [...skill, ['buurthuis-de-kade', 'hielp-mee'] as const]
    const tags = await tagsOf((await site.share({ badges })).token, 'nl')
    expect(tags['og:description']).toMatch(/Bestellingen.* en Hielp mee/)
    expect(tags['og:image:alt']).toBe(tags['og:description'])
  })

  it('shows that a badge is suspended, which nobody can endorse then', async () => {
    const { token, personId } = await site.share({ badges: skill })
    const before = await picture(token)
    await site.db.award.updateMany({ where: { personId }, data: { suspendedAt: testNow } })
    const [one, other] = [await before.bytes(), await (await picture(token)).bytes()]
    expect(Buffer.compare(one, other)).not.toBe(0)
    expect((await fetch(`${site.url}/b/${token}/1/endorse`)).status).toBe(404)
  })

  it('ends with the link', async () => {
    const { token, shareId, personId } = await site.share({ badges: skill })
    await site.db.$transaction((tx) => endShare(tx, { personId, shareId, now: testNow }))
    expect((await picture(token)).status).toBe(410)
    expect((await picture('unknown')).status).toBe(404)
    expect((await fetch(`${site.url}/b/${token}/1/endorse`)).status).toBe(410)
  })

  it('stays well-formed whatever a badge is called', () => {
    const named = fc.string({ unit: 'binary', minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(named, named, (title, line) => {
        const badges = [{ kind: 'skill', topic: null } as const]
        const svg = drawPreview({ badges, kind: 'x', title, lines: [line], isVoid: false })
        const words = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text)
        expect(words.length).toBe(svg.match(/<text/g)?.length)
        for (const text of words) expect(text).not.toMatch(/&(?!(amp|lt|gt|quot);)|\p{Cc}/u)
      }),
    )
  })
})
