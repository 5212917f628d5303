import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../../src/project-folder.ts'

const output = join(projectFolder, 'test', 'output')
const folder = join(output, 'program')

/** Of this run of the tests: its processes have one parent. */
const claim = join(output, `program-claimed-${process.ppid}`)
const built = join(output, `program-built-${process.ppid}`)

/** Builds the program as `npm start` does, once a run of the tests, and gives the folder that it is in. */
export function builtProgram(): string {
  if (claimed()) {
    const compiler = join(projectFolder, 'node_modules', 'typescript', 'bin', 'tsc')
    const to = ['--outDir', folder, '--tsBuildInfoFile', join(folder, '.tsbuildinfo')]
    execFileSync(process.execPath, [compiler, '-p', 'tsconfig.build.json', ...to], {
      cwd: projectFolder,
      stdio: 'pipe',
    })
    writeFileSync(built, '')
  }
  const pause = new Int32Array(new SharedArrayBuffer(4))
  for (let waited = 0; !existsSync(built); waited += 100) {
    if (waited > 100_000) throw new Error('The program was not built by the other test.')
    Atomics.wait(pause, 0, 0, 100)
  }
  return folder
}

/** Whether it is ours to build: a folder is made once. */
function claimed(): boolean {
  mkdirSync(output, { recursive: true })
  try {
    mkdirSync(claim)
    return true
  } catch {
    return false
  }
}
