import type { Topic } from '../understand/understood.ts'
import { badgeColours } from './badge-colours.ts'
import type { AchievementKind } from './credential.ts'
import { pictograms } from './pictograms.ts'

/** What a drawing is made from. */
export interface Drawn {
  readonly kind: AchievementKind
  readonly topic: Topic | null
}

const middle = 256
const round = (value: number) => Math.round(value * 10) / 10
const polar = (radius: number, angle: number) =>
  `${round(middle + radius * Math.cos(angle))} ${round(middle + radius * Math.sin(angle))}`

/** A flower: petals around a circle, as a compliment is no stamp. */
function flower(radius: number, petals: number, depth: number): string {
  const turn = (2 * Math.PI) / petals
  const start = -Math.PI / 2 - turn / 2
  const arcs = Array.from({ length: petals }, (_, index) => {
    const from = start + index * turn
    return `Q${polar(radius + depth, from + turn / 2)} ${polar(radius, from + turn)}`
  })
  return `M${polar(radius, start)}${arcs.join('')}Z`
}

/** A hexagon on its point, whose corners are rounded by its stroke. */
function hexagon(radius: number): string {
  const corners = Array.from({ length: 6 }, (_, index) =>
    polar(radius, (index / 6) * 2 * Math.PI - Math.PI / 2),
  )
  return `M${corners.join('L')}Z`
}

/** A shield, for what was earned along a way. */
function shield(size: number): string {
  const at = (x: number, y: number) => `${round(middle + x * size)} ${round(middle + y * size)}`
  return `M${at(-184, -206)}Q${at(0, -238)} ${at(184, -206)}L${at(184, 26)}C${at(184, 136)} ${at(88, 198)} ${at(0, 238)}C${at(-88, 198)} ${at(-184, 136)} ${at(-184, 26)}Z`
}

/** How each kind is drawn: told apart by the outline alone, and by a mark of its own at the foot. */
interface KindDrawing {
  /** Outline at a size of 1 (the edge of the badge) or smaller. */
  readonly outline: (size: number) => string
  /** Where the pictogram stands: its top left corner, and how much it is enlarged. */
  readonly pictogram: { readonly x: number; readonly y: number; readonly scale: number }
  /** Drawn over the edge, in the dark colour and white. */
  readonly mark: (dark: string) => string
}

const drawings: Readonly<Record<AchievementKind, KindDrawing>> = {
  encouragement: {
    outline: (size) => flower(196 * size, 10, 76 * size),
    pictogram: { x: 132, y: 132, scale: 1.24 },
    // A compliment bears no mark: it proves nothing.
    mark: () => '',
  },
  skill: {
    outline: (size) => hexagon(238 * size),
    pictogram: { x: 144, y: 116, scale: 1.12 },
    // Somebody saw it: a tick.
    mark: (dark) =>
      `<circle cx="256" cy="432" r="58" fill="#fff"/><circle cx="256" cy="432" r="46" fill="${dark}"/>` +
      '<path d="M234 433l16 16 29-32" fill="none" stroke="#fff" stroke-width="13" stroke-linecap="round" stroke-linejoin="round"/>',
  },
  pathway: {
    outline: shield,
    pictogram: { x: 148, y: 92, scale: 1.08 },
    // Three steps, the last one the largest.
    mark: () =>
      '<circle cx="198" cy="384" r="13" fill="#fff"/><circle cx="250" cy="372" r="18" fill="#fff"/><circle cx="312" cy="352" r="24" fill="#fff"/>',
  },
}

/**
 * Draws a badge as SVG: outline and mark by kind, colour and pictogram by topic. Pure, and the same
 * every time. There are no words in it, so it needs no font and reads in every language.
 */
export function drawBadge({ kind, topic }: Drawn): string {
  const { top, bottom, tint } = badgeColours[topic ?? 'none']
  const { outline, pictogram, mark } = drawings[kind]
  const { x, y, scale } = pictogram
  const layer = (size: number, colour: string) =>
    `<path d="${outline(size)}" fill="${colour}" stroke="${colour}" stroke-width="20" stroke-linejoin="round"/>`
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512" width="512" height="512">',
    `<defs><linearGradient id="field" gradientUnits="userSpaceOnUse" x1="256" y1="40" x2="256" y2="472"><stop offset="0" stop-color="${top}"/><stop offset="1" stop-color="${bottom}"/></linearGradient></defs>`,
    layer(1, bottom),
    layer(0.94, tint),
    layer(0.86, '#fff'),
    layer(0.81, 'url(#field)'),
    `<path d="${outline(0.76)}" fill="none" stroke="#fff" stroke-opacity=".28" stroke-width="4" stroke-linejoin="round"/>`,
    `<g transform="translate(${x} ${y}) scale(${scale})" fill="none" stroke="#fff" stroke-width="15" stroke-linecap="round" stroke-linejoin="round"><path d="${pictograms[topic ?? 'none']}"/></g>`,
    mark(bottom),
    '</svg>',
  ].join('')
}
