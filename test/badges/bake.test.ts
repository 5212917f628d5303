import fc from 'fast-check'
import extractChunks from 'png-chunks-extract'
import { describe, expect, it } from 'vitest'
import { bakePng, bakeSvg } from '../../src/badges/bake.ts'
import { badgePicture } from '../../src/badges/picture.ts'

const picture = badgePicture({ kind: 'skill', topic: 'cooking' })
const part = fc
  .base64String({ minLength: 4 })
  .map((text) => Buffer.from(text).toString('base64url'))
const jwt = fc.tuple(part, part, part).map((parts) => parts.join('.'))

describe('a credential in a picture', () => {
  it('is found in the PNG by an independent library, once and as it was', () => {
    fc.assert(
      fc.property(jwt, (token) => {
        // The library also checks the checksum of every chunk.
        const chunks = extractChunks(bakePng(picture.png, token))
        const texts = chunks.filter(({ name }) => name === 'iTXt')
        expect(texts).toHaveLength(1)
        const [found] = texts
        expect(Buffer.from(found?.data ?? []).toString()).toBe(
          `openbadgecredential\0\0\0\0\0${token}`,
        )
        const others = chunks.filter(({ name }) => name !== 'iTXt').map(({ name }) => name)
        expect(others).toEqual(extractChunks(picture.png).map(({ name }) => name))
      }),
      { numRuns: 30 },
    )
  })

  it('stands in the SVG straight after its opening tag, with the namespace of Open Badges', () => {
    const baked = bakeSvg(picture.svg, 'a.b.c')
    expect(baked).toMatch(
      /^<svg [^>]*xmlns:openbadges="https:\/\/purl\.imsglobal\.org\/ob\/v3p0"><openbadges:credential verify="a\.b\.c"\/></,
    )
    const rest = baked.replace(/<openbadges:[^>]*>/, '').replace(/ xmlns:openbadges="[^"]*"/, '')
    expect(rest).toBe(picture.svg)
  })
})
