import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lockSchema, neededPackages } from '../../scripts/needed-packages.ts'
import { projectFolder } from '../../src/project-folder.ts'

const needed = (packages: Record<string, unknown>) => [
  ...neededPackages(lockSchema.parse({ packages })),
]

describe('the packages of the image', () => {
  it('are those that others need, found as Node finds them', () => {
    const packages = {
      '': { dependencies: { a: '1' }, devDependencies: { tool: '1' } },
      'node_modules/a': { dependencies: { b: '1' }, optionalDependencies: { elsewhere: '1' } },
      'node_modules/a/node_modules/b': { dependencies: { c: '1' } },
      'node_modules/b': {},
      'node_modules/c': {},
      'node_modules/tool': {},
    }
    expect(needed(packages)).toEqual([
      'node_modules/a',
      'node_modules/a/node_modules/b',
      'node_modules/c',
    ])
  })

  it('are not those that a package could use, and are those that it must', () => {
    const packages = {
      '': { dependencies: { a: '1' } },
      'node_modules/a': {
        peerDependencies: { can: '1', must: '1' },
        peerDependenciesMeta: { can: { optional: true } },
      },
      'node_modules/can': {},
      'node_modules/must': {},
    }
    expect(needed(packages)).toEqual(['node_modules/a', 'node_modules/must'])
  })

  it('are of ours what the stack names, and no tool', () => {
    const lock: unknown = JSON.parse(readFileSync(join(projectFolder, 'package-lock.json'), 'utf8'))
    const ours = neededPackages(lockSchema.parse(lock))
    const must = ['@prisma/client', 'grammy', '@slack/bolt', 'twilio', 'express', 'jose', 'i18next']
    const mustNot = ['prisma', 'effect', 'typescript', 'vitest', '@sparticuz/chromium']
    expect(must.filter((name) => !ours.has(`node_modules/${name}`))).toEqual([])
    expect(mustNot.filter((name) => ours.has(`node_modules/${name}`))).toEqual([])
  })
})
