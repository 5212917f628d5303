import type { Topic } from '../understand/understood.ts'

/** Top and bottom of the field, and the tint around it. */
export interface BadgeColours {
  readonly top: string
  readonly bottom: string
  readonly tint: string
}

/**
 * A colour for each topic. White has a contrast of 4.5 or more on `top` and on `bottom`, and `tint`
 * is light enough to tell from both in grey (tested).
 */
export const badgeColours: Readonly<Record<Topic | 'none', BadgeColours>> = {
  cooking: { top: '#c2410c', bottom: '#8f2a06', tint: '#fdc9a3' },
  gardening: { top: '#3a7d2c', bottom: '#1f5620', tint: '#c3e3a8' },
  cleaning: { top: '#0a7490', bottom: '#074b66', tint: '#a5e0ee' },
  hospitality: { top: '#8a5220', bottom: '#5c3210', tint: '#ecd0a9' },
  digital: { top: '#4256c4', bottom: '#2a3691', tint: '#c4cdfa' },
  language: { top: '#8b3fb0', bottom: '#5f2680', tint: '#e6c8f5' },
  creative: { top: '#c02572', bottom: '#86154f', tint: '#fac3dc' },
  music: { top: '#6a47c2', bottom: '#452a8c', tint: '#d5c8f8' },
  sport: { top: '#0f766e', bottom: '#0a4f4d', tint: '#a9e2d6' },
  work: { top: '#4b6076', bottom: '#2f3f52', tint: '#ccd8e4' },
  money: { top: '#8a6508', bottom: '#5e4303', tint: '#f2dc94' },
  care: { top: '#c42b46', bottom: '#8c1830', tint: '#fbc4cb' },
  technical: { top: '#35607f', bottom: '#1f405a', tint: '#bcd8ea' },
  none: { top: '#0b6370', bottom: '#07424d', tint: '#a9dedd' },
}
