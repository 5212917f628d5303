import { type Drawn, drawBadge } from '../../badges/drawing.ts'

/** What the picture shows that a chat puts under a link. */
export interface Preview {
  /** The drawings, of which three are shown at most. */
  readonly badges: readonly Drawn[]
  /** Above the title, such as the kind of badge. */
  readonly kind: string
  readonly title: string
  /** Below the title, one line each: the learner's name if they want, and who gave it. */
  readonly lines: readonly string[]
  /** The badge counts no more: it is drawn without colour. */
  readonly isVoid: boolean
}

/** What chats and sites ask for: 1.91 to 1. */
export const previewSize = { width: 1200, height: 630 } as const

const inks = { encouragement: '#9c370b', skill: '#0b5d6b', pathway: '#5a3d91' } as const
const grounds = { encouragement: '#fff1e4', skill: '#e6f4f4', pathway: '#f2edfb' } as const

/** Fonts with Latin, Greek and Cyrillic that machines have; the first that is there is taken. */
export const previewFont = 'DejaVu Sans'

/** A letter's mean width in ems, on the wide side: text may end early, and never outside. */
const letterWidth = { bold: 0.68, regular: 0.6 } as const

/** Where words stand, and how much room they have. */
const words = { left: 500, width: 660 } as const

/** Draws the picture as SVG. Pure; every text is escaped. */
export function drawPreview(preview: Preview): string {
  const { badges, kind, title, lines, isVoid } = preview
  const of = badges.length === 1 ? (badges[0]?.kind ?? 'skill') : 'skill'
  const ink = isVoid ? '#575d6b' : inks[of]
  const { size, rows } = fitTitle(title)
  const titleHeight = rows.length * size * 1.18
  const top = 315 - (66 + titleHeight + lines.length * 50) / 2
  const text = (y: number, fontSize: number, weight: number, fill: string, line: string) =>
    `<text x="${words.left}" y="${Math.round(y)}" font-size="${fontSize}" font-weight="${weight}" fill="${fill}">${escapeXml(line)}</text>`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630" viewBox="0 0 1200 630" font-family="${previewFont}, Noto Sans, Liberation Sans, Arial, sans-serif">`,
    `<path fill="#fbf6ee" d="M0 0h1200v630H0z"/><path fill="${isVoid ? '#ececec' : grounds[of]}" d="M0 0h440v630H0z"/>`,
    `<g${isVoid ? ' opacity=".35"' : ''}>${drawings(badges.slice(0, 3))}</g>`,
    text(top + 24, 28, 700, ink, kind.toUpperCase()),
    ...rows.map((row, index) =>
      text(top + 50 + (index + 0.86) * size * 1.18, size, 700, '#23262f', row),
    ),
    ...lines.map((line, index) =>
      text(top + 66 + titleHeight + 40 + index * 50, lineSize(line), 400, '#23262f', line),
    ),
    '<text x="1152" y="590" text-anchor="end" font-size="26" font-weight="700" fill="#9c370b">Stapje</text>',
    '</svg>',
  ].join('')
}

/** One large, or two or three one over another. */
function drawings(badges: readonly Drawn[]): string {
  const side = badges.length === 1 ? 360 : badges.length === 2 ? 260 : 190
  const top = 315 - (badges.length * side) / 2
  return badges
    .map((badge, index) =>
      drawBadge(badge).replace(
        /^<svg[^>]*>/,
        `<svg x="${220 - side / 2}" y="${top + index * side}" width="${side}" height="${side}" viewBox="0 0 512 512">`,
      ),
    )
    .join('')
}

/** The largest size at which a title fits in three rows. */
function fitTitle(title: string): { readonly size: number; readonly rows: readonly string[] } {
  for (const size of [76, 64, 54]) {
    const rows = rowsOf(title, size)
    if (rows.length <= (size === 76 ? 2 : 3)) return { size, rows }
  }
  const rows = rowsOf(title, 46)
  const kept = rows.slice(0, 3)
  return {
    size: 46,
    rows: rows.length > 3 ? [...kept.slice(0, 2), `${kept[2]}…`] : kept,
  }
}

function rowsOf(title: string, size: number): string[] {
  const rows: string[] = []
  for (const word of title.split(/\s+/)) {
    const longer = rows.length === 0 ? word : `${rows.at(-1)} ${word}`
    if (rows.length > 0 && longer.length * size * letterWidth.bold <= words.width)
      rows[rows.length - 1] = longer
    else rows.push(shorten(word, size))
  }
  return rows
}

/** The size at which a line fits: a name is made smaller rather than cut off. */
function lineSize(line: string): number {
  const fitting = words.width / ([...line].length * letterWidth.regular)
  return Math.max(20, Math.min(32, Math.floor(fitting)))
}

function shorten(word: string, size: number): string {
  const most = Math.floor(words.width / (size * letterWidth.bold))
  const letters = [...word]
  return letters.length <= most ? word : `${letters.slice(0, most - 1).join('')}…`
}

function escapeXml(text: string): string {
  return (
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      // XML 1.0 has no control characters, halves of pairs or these two.
      .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '')
  )
}
