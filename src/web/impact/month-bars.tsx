import type { VNode } from 'preact'
import { sayMonth, sayShortMonth } from '../../language/format.ts'
import type { Locale } from '../../language/locale.ts'
import { translator } from '../../language/translate.ts'

interface MonthBarsProps {
  /** Of the plot, for the ids in it. */
  readonly id: string
  /** What is counted. */
  readonly name: string
  readonly locale: Locale
  readonly months: readonly string[]
  /** A number a month; null is hidden. */
  readonly values: readonly (number | null)[]
  /** The number that is as high as the plot, so that plots side by side can be compared. */
  readonly highest: number
}

const size = { width: 300, height: 120, top: 22, bottom: 24, gap: 10 }

/** Numbers by month as bars. Where a number is hidden there is a dash, which is no zero. */
export function MonthBars(props: MonthBarsProps): VNode {
  const { id, name, locale, months, values, highest } = props
  const say = translator(locale, 'city')
  const step = size.width / months.length
  const floor = size.height - size.bottom
  const room = floor - size.top
  const inWords = months.map((month, index) =>
    say('impact.point', {
      month: sayMonth(locale, month),
      count: values[index] ?? say('impact.hidden'),
    }),
  )
  return (
    <svg
      class="bars"
      viewBox={`0 0 ${size.width} ${size.height}`}
      role="img"
      aria-labelledby={`${id}-name ${id}-text`}
    >
      <title id={`${id}-name`}>{name}</title>
      <desc id={`${id}-text`}>{inWords.join(', ')}</desc>
      <path class="floor" d={`M0 ${floor}.5h${size.width}`} />
      {months.map((month, index) => {
        const value = values[index] ?? null
        const middle = step * (index + 0.5)
        const height = value === null ? 0 : Math.max(2, (value / Math.max(highest, 1)) * room)
        return (
          <g key={month}>
            {value === null ? (
              <path class="hidden-value" d={`M${middle - 6} ${floor - 8}h12`} />
            ) : (
              <>
                <rect
                  x={step * index + size.gap / 2}
                  y={floor - height}
                  width={step - size.gap}
                  height={height}
                  rx="4"
                />
                <text class="value" x={middle} y={floor - height - 6}>
                  {value}
                </text>
              </>
            )}
            <text x={middle} y={size.height - 6}>
              {sayShortMonth(locale, month).replace('.', '')}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
