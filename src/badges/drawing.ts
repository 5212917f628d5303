import type { Topic } from '../understand/understood.ts'
import type { AchievementKind } from './credential.ts'

/** What a drawing is made from. */
export interface Drawn {
  readonly kind: AchievementKind
  readonly topic: Topic | null
}

/** Field, edge and ring of each kind; the white of the pictogram on the field has a contrast of 4.5 or more. */
const colours: Readonly<Record<AchievementKind, { field: string; edge: string; ring: string }>> = {
  encouragement: { field: '#b3410f', edge: '#f6b27a', ring: '#fff3e6' },
  skill: { field: '#0b5d6b', edge: '#7cc7c9', ring: '#e9f7f6' },
  pathway: { field: '#5a3d91', edge: '#c3aee8', ring: '#f3eefb' },
}

/** Strokes in a square of 200: simple enough to be known at 64 pixels. */
export const pictograms: Readonly<Record<Topic | 'none', string>> = {
  cooking: 'M40 85h120v55a30 30 0 0 1-30 30H70a30 30 0 0 1-30-30zM22 85h156M80 58V30M120 58V30',
  gardening:
    'M100 175V95M100 112C100 70 72 50 32 50c0 42 26 62 68 62M100 92c0-36 26-58 66-58 0 42-26 58-66 58',
  cleaning: 'M44 78h112l-13 92H57zM44 78c2-62 110-62 112 0',
  hospitality:
    'M42 72h100v48a42 42 0 0 1-42 42h-16a42 42 0 0 1-42-42zM142 84h10a21 21 0 0 1 0 48h-12M72 48V28M112 48V28',
  digital: 'M45 45h110v82H45zM22 155h156',
  language: 'M30 42h140v86H98l-38 34v-34H30z',
  creative: 'M40 160l10-42 82-82 32 32-82 82zM112 56l32 32',
  music:
    'M78 142V48l82-18v94M78 142a22 19 0 1 1-44 0 22 19 0 1 1 44 0M160 124a22 19 0 1 1-44 0 22 19 0 1 1 44 0',
  sport: 'M100 28a72 72 0 1 0 .1 0zM28 100h144M52 48c34 30 34 74 0 104M148 48c-34 30-34 74 0 104',
  work: 'M28 70h144v92H28zM74 70V42h52v28M28 112h144',
  money: 'M100 28a72 72 0 1 0 .1 0zM128 74a38 38 0 1 0 0 52M56 92h48M56 112h48',
  care: 'M100 165C28 118 28 44 72 44c16 0 28 11 28 25 0-14 12-25 28-25 44 0 44 74-28 121z',
  technical:
    'M150 38a40 40 0 0 0-50 50L36 152a14 14 0 0 0 20 20l64-64a40 40 0 0 0 50-50l-24 24-22-6-6-22z',
  none: 'M26 168h48v-44h44V80h44V36h16',
}

/** Points of a star whose inner ones lie at `inner` of the outer ones, as an SVG path. */
function star(points: number, outer: number, inner: number): string {
  const corners = Array.from({ length: points * 2 }, (_, index) => {
    const radius = index % 2 === 0 ? outer : inner
    const angle = (index / (points * 2)) * 2 * Math.PI - Math.PI / 2
    return `${round(256 + radius * Math.cos(angle))} ${round(256 + radius * Math.sin(angle))}`
  })
  return `M${corners.join('L')}Z`
}

const round = (value: number) => Math.round(value * 10) / 10

/** The outline tells the kind without colour: a sun, a hexagon, a shield. */
const outlines: Readonly<Record<AchievementKind, (size: number) => string>> = {
  encouragement: (size) => star(16, 236 * size, 214 * size),
  skill: (size) => star(3, 240 * size, 240 * size),
  pathway: (size) => {
    const at = (x: number, y: number) => `${round(256 + x * size)} ${round(256 + y * size)}`
    return `M${at(-190, -200)}L${at(190, -200)}L${at(190, 30)}C${at(190, 140)} ${at(90, 205)} ${at(0, 236)}C${at(-90, 205)} ${at(-190, 140)} ${at(-190, 30)}Z`
  },
}

/**
 * Draws a badge as SVG: outline by kind, pictogram by topic. Pure, and the same every time. There
 * are no words in it, so it needs no font and reads in every language.
 */
export function drawBadge({ kind, topic }: Drawn): string {
  const { field, edge, ring } = colours[kind]
  const outline = outlines[kind]
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512" width="512" height="512">',
    `<path d="${outline(1)}" fill="${edge}" stroke="${edge}" stroke-width="16" stroke-linejoin="round"/>`,
    `<path d="${outline(0.9)}" fill="${ring}" stroke="${ring}" stroke-width="16" stroke-linejoin="round"/>`,
    `<path d="${outline(0.82)}" fill="${field}" stroke="${field}" stroke-width="16" stroke-linejoin="round"/>`,
    `<g transform="translate(126 ${kind === 'pathway' ? 106 : 126}) scale(1.3)" fill="none" stroke="#fff" stroke-width="14" stroke-linecap="round" stroke-linejoin="round"><path d="${pictograms[topic ?? 'none']}"/></g>`,
    '</svg>',
  ].join('')
}
