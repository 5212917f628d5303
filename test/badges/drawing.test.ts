import { Resvg } from '@resvg/resvg-js'
import { describe, expect, it } from 'vitest'
import { badgeColours } from '../../src/badges/badge-colours.ts'
import { drawBadge } from '../../src/badges/drawing.ts'
import { badgePicture } from '../../src/badges/picture.ts'
import { topics } from '../../src/understand/understood.ts'

const kinds = ['encouragement', 'skill', 'pathway'] as const
const all = kinds.flatMap((kind) => [...topics, null].map((topic) => ({ kind, topic })))

describe('the drawing of a badge', () => {
  it('is the same every time, and another for each kind and topic', () => {
    const drawings = all.map(drawBadge)
    expect(new Set(drawings).size).toBe(all.length)
    expect(all.map(drawBadge)).toEqual(drawings)
  })

  it('has no words, which would need a font', () => {
    expect(all.map(drawBadge).filter((svg) => /<text|font/.test(svg))).toEqual([])
  })

  it('has white on its field at a contrast of 4.5 or more, and a tint told from both in grey', () => {
    for (const { top, bottom, tint } of Object.values(badgeColours)) {
      for (const field of [top, bottom]) {
        expect(1.05 / (luminance(field) + 0.05)).toBeGreaterThanOrEqual(4.5)
        const contrast = (luminance(tint) + 0.05) / (luminance(field) + 0.05)
        expect(contrast).toBeGreaterThanOrEqual(3)
      }
    }
  })

  it('can be told by its outline alone at 64 pixels, in grey', () => {
    const outlines = kinds.map((kind) => {
      const svg = drawBadge({ kind, topic: null })
      const { pixels } = new Resvg(svg, { fitTo: { mode: 'width', value: 64 } }).render()
      return [...pixels].filter((_, index) => index % 4 === 3).map((alpha) => alpha > 127)
    })
    for (const [index, one] of outlines.entries()) {
      for (const other of outlines.slice(index + 1)) {
        const different = one.filter((inside, at) => inside !== other[at]).length
        expect(different).toBeGreaterThan(64)
      }
    }
  })

  it('can be told by its pictogram at 64 pixels, in grey', () => {
    for (const kind of kinds) {
      const pictures = [...topics, null].map((topic) => greyPixels({ kind, topic }))
      for (const [index, one] of pictures.entries()) {
        for (const other of pictures.slice(index + 1)) {
          const different = one.filter((value, at) => Math.abs(value - (other[at] ?? 0)) > 0.25)
          expect(different.length).toBeGreaterThan(40)
        }
      }
    }
  })

  it.each(all)('is a PNG that a chat takes: 512 pixels and under 100 kB (%o)', (what) => {
    const { png } = badgePicture(what)
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect(png.readUInt32BE(16)).toBe(512)
    expect(png.length).toBeLessThan(100_000)
  })
})

/** Relative lightness, 0 to 1, of each pixel of a badge 64 pixels wide, on white. */
function greyPixels(drawn: (typeof all)[number]): readonly number[] {
  const svg = drawBadge(drawn)
  const { pixels } = new Resvg(svg, {
    fitTo: { mode: 'width', value: 64 },
    background: '#fff',
  }).render()
  return Array.from({ length: pixels.length / 4 }, (_, at) => {
    const [red = 0, green = 0, blue = 0] = pixels.subarray(at * 4, at * 4 + 3)
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255
  })
}

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
