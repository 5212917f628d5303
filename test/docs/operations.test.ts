import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { createMetrics } from '../../src/web/metrics.ts'

const board = z
  .object({
    panels: z.array(
      z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })) }),
    ),
  })
  .parse(JSON.parse(readFileSync('deploy/grafana-board.json', 'utf8')))
const guide = readFileSync('docs/operations.md', 'utf8')

/** The metrics that the service has, with the endings that Prometheus gives a histogram. */
async function known() {
  const text = await createMetrics().text()
  return [...text.matchAll(/^# TYPE (\w+) (\w+)/gm)].map(([, name = '', kind = '']) => ({
    name,
    kind,
  }))
}

it('shows on the board only metrics that there are', async () => {
  const names = (await known()).flatMap(({ name, kind }) =>
    kind === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
  )
  const shown = board.panels.flatMap(({ targets }) =>
    targets.flatMap(({ expr }) => expr.match(/\b(?:stapje|process|nodejs)_\w+/g) ?? []),
  )
  expect(shown.length).toBeGreaterThan(10)
  expect(shown.filter((name) => !names.includes(name))).toEqual([])
})

it('shows and describes every metric of ours', async () => {
  const ours = (await known()).map(({ name }) => name).filter((name) => name.startsWith('stapje_'))
  const expressions = board.panels
    .flatMap(({ targets }) => targets.map(({ expr }) => expr))
    .join('\n')
  expect(ours).toHaveLength(8)
  for (const name of ours) {
    expect(expressions).toContain(name)
    expect(guide).toContain(`\`${name}\``)
  }
})
