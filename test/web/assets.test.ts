import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectFolder } from '../../src/project-folder.ts'

const folder = join(projectFolder, 'src', 'web', 'assets')

it.each(readdirSync(folder))('%s sets type in the sizes of one scale, but for paper', (file) => {
  const sizes = [...readFileSync(join(folder, file), 'utf8').matchAll(/font-size:\s*([^;]+);/g)]
  const onScreen = sizes.map(([, size = '']) => size).filter((size) => !/^[\d.]+pt$/.test(size))
  expect(onScreen.length).toBeGreaterThan(0)
  expect(onScreen.filter((size) => !/^var\(--type-[a-z]+\)$/.test(size))).toEqual([])
})
