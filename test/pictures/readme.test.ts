import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectFolder } from '../../src/project-folder.ts'

it.each(['README.md', 'CONTRIBUTING.md'])('%s shows only pictures that are there', (file) => {
  const text = readFileSync(join(projectFolder, file), 'utf8')
  const shown = [...text.matchAll(/docs\/images\/[\w-]+\.\w+/g)].map(([path]) => path)
  expect(shown.filter((path) => !existsSync(join(projectFolder, path)))).toEqual([])
  if (file === 'README.md') expect(shown.length).toBeGreaterThan(3)
})
