import type { Finding } from './judge.ts'

/** Lays the findings out as a Markdown table. */
export function tableOf(findings: readonly Finding[]): string {
  const rows = findings.map(
    ({ name, measured, expected, holds }) =>
      `| ${name} | ${measured} | ${expected ?? ''} | ${expected === null ? '' : holds ? 'yes' : 'NO'} |`,
  )
  return ['| | found | must be | holds |', '| --- | --- | --- | --- |', ...rows].join('\n')
}
