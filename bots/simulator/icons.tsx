import type { VNode } from 'preact'

/** What each icon is drawn with: lines on a field of 24 by 24. */
const lines = {
  back: 'M15 5l-7 7 7 7',
  more: 'M12 5.5v.01M12 12v.01M12 18.5v.01',
  send: 'M4 12l16-8-6 16-3-7z',
  attach: 'M12 5v14M5 12h14',
} as const

/** An icon that says nothing by itself: what it stands in has a name. */
export function Icon({ name }: { readonly name: keyof typeof lines }): VNode {
  return (
    <svg class={`icon ${name}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={lines[name]} />
    </svg>
  )
}
