import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { accountForRoot, isRoot } from '../../../src/database/embedded/account.ts'
import { launchAs } from '../../../src/database/embedded/launch.ts'

it('runs a program as another account, also in a folder that is closed to it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'stapje-closed-'))
  const program = join(folder, 'node')
  copyFileSync(process.execPath, program)
  chmodSync(folder, 0o700)
  const account = isRoot() ? await accountForRoot([]) : null
  // PostgreSQL asks by access(2) whether it may run its own programs.
  const { file, arguments: args } = await launchAs(account, program, [
    '-e',
    `fs.accessSync(${JSON.stringify(program)}, fs.constants.X_OK); console.log(process.getuid())`,
  ])
  const said = execFileSync(file, [...args], { encoding: 'utf8', cwd: '/' })
  expect(Number(said)).toBe(account?.userId ?? process.getuid?.())
  rmSync(folder, { recursive: true })
})
