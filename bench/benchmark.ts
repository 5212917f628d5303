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
