/** One measured figure, with the target it is held against. */
export interface Figure {
  readonly name: string
  readonly measured: string
  readonly target?: string
}

/** Measures one part of Stapje. */
export type Benchmark = () => Promise<readonly Figure[]>

export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

/** Lays figures out as a Markdown table, as the README has them. */
export function tableOf(name: string, figures: readonly Figure[]): string {
  const rows = figures.map(
    ({ name, measured, target = '' }) => `| ${name} | ${measured} | ${target} |`,
  )
  return [`| ${name} | measured | target |`, '| --- | --- | --- |', ...rows].join('\n')
}

/** The value below which this share (0 to 1) of all values is: 0.95 for the 95th percentile. */
export function atShare(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
