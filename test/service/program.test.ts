import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { builtProgram } from '../support/built-program.ts'

/** The program itself, built as `npm start` builds it, and run as another process. */
let built: string
const dataDirectory = mkdtempSync(join(tmpdir(), 'stapje-program-'))
const running = new Set<ChildProcess>()

beforeAll(() => {
  built = builtProgram()
}, 120_000)
afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(dataDirectory, { recursive: true, force: true })
})

interface Started {
  readonly child: ChildProcess
  /** All that it wrote until now. */
  readonly said: () => string
  /** Resolves with its address once it is on; rejects when it ends before. */
  readonly url: Promise<string>
  readonly exitCode: Promise<number | null>
}

function start(environment: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, ['--no-deprecation', join(built, 'src', 'main.js')], {
    env: { PATH: process.env.PATH, PORT: '0', DATA_DIR: dataDirectory, ...environment },
    cwd: tmpdir(),
  })
  running.add(child)
  let said = ''
  const exitCode = new Promise<number | null>((done) =>
    child.once('exit', (code) => {
      running.delete(child)
      done(code)
    }),
  )
  const url = new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      const address = /open (http:\/\/localhost:\d+)/.exec(said)?.[1]
      if (address !== undefined) resolve(address)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    void exitCode.then(() => reject(new Error(`It ended: ${said}`)))
  })
  url.catch(() => {})
  return { child, said: () => said, url, exitCode }
}

it('starts from nothing, tells a second one, survives a kill, and stops in order', async () => {
  const first = start()
  const url = await first.url
  expect((await fetch(`${url}/health/ready`)).status).toBe(200)
  expect(await (await fetch(`${url}/`)).text()).toContain('simulator.js')
  const keys = await (await fetch(`${url}/.well-known/jwks.json`)).json()

  // The same command again: both its port and its data are taken, and the data is what to tell.
  const second = start({ PORT: new URL(url).port })
  expect(await second.exitCode).toBe(1)
  expect(second.said()).toContain(`process ${first.child.pid}`)
  expect(second.said()).toContain('DATA_DIR')

  first.child.kill('SIGKILL')
  await first.exitCode
  const third = start()
  const again = await third.url
  expect((await fetch(`${again}/health/ready`)).status).toBe(200)
  const sameKeys = await (await fetch(`${again}/.well-known/jwks.json`)).json()
  const idsOf = (set: { keys: { n: string }[] }) => set.keys.map(({ n }) => n)
  expect(idsOf(sameKeys)).toEqual(idsOf(keys))

  third.child.kill('SIGTERM')
  expect(await third.exitCode).toBe(0)
  const servers = readFileSync(join(dataDirectory, 'postgres.log'), 'utf8')
  expect(servers).toContain('database system is shut down')
}, 90_000)

const mistakes: readonly (readonly [Record<string, string>, string])[] = [
  [{ TELEGRAM_BOT_TOKEN: '1:a', PUBLIC_URL: 'https://x.example' }, 'TELEGRAM_WEBHOOK_SECRET'],
  [{ TWILIO_ACCOUNT_SID: 'AC1', PUBLIC_URL: 'https://x.example' }, 'TWILIO_AUTH_TOKEN'],
  [{ SLACK_BOT_TOKEN: 'xoxb-1', PUBLIC_URL: 'https://x.example' }, 'SLACK_SIGNING_SECRET'],
  [{ TELEGRAM_BOT_TOKEN: '1:a' }, 'STAPJE_SECRET'],
  [{ DATABASE_URL: 'postgresql://localhost/none' }, 'STAPJE_SECRET'],
  [{ PORT: 'eighty' }, 'PORT'],
  [{ PUBLIC_URL: 'stapje.example' }, 'PUBLIC_URL'],
]

it('ends with the name of the setting to mend', async () => {
  await Promise.all(
    mistakes.map(([environment, setting]) => endsNaming(start(environment), setting)),
  )
}, 60_000)

it('does not start with another secret than the data were sealed with', async () => {
  await endsNaming(
    start({ STAPJE_SECRET: 'another secret than that of the demo' }),
    'STAPJE_SECRET',
  )
}, 60_000)

it('reads JSON lines of messages, and writes what it understood', () => {
  const messages = [
    {
      id: 'a',
      text: 'za middag gratis koken in charlois met mijn zoon',
      reference: '2026-11-25T10:00',
    },
    { text: 'yoga', reference: '2026-11-25T23:30:00Z', timezone: 'Europe/Amsterdam' },
    { id: 3, text: 'tomorrow', reference: '2026-11-25T23:30:00Z', timezone: 'Europe/Amsterdam' },
  ]
  const door = join(built, 'src', 'command-line', 'understand.js')
  const lines = execFileSync(process.execPath, [door], {
    input: `${messages.map((message) => JSON.stringify(message)).join('\n')}\n\n`,
    encoding: 'utf8',
    cwd: tmpdir(),
  })
  const [first, second, third, ...more] = lines.trim().split('\n')
  expect(more).toEqual([])
  expect(JSON.parse(first ?? '')).toEqual({
    id: 'a',
    lang: 'nl',
    intent: 'find',
    start: '2026-11-28',
    end: '2026-11-28',
    topic: 'cooking',
    partOfDay: 'afternoon',
    neighbourhood: 'charlois',
    free: true,
    online: null,
    children: true,
    wheelchair: null,
  })
  // No evidence of a language: that of the city. Every field is there, also when it was not said.
  expect(JSON.parse(second ?? '')).toEqual({
    lang: 'nl',
    intent: 'find',
    start: null,
    end: null,
    topic: 'sport',
    partOfDay: null,
    neighbourhood: null,
    free: null,
    online: null,
    children: null,
    wheelchair: null,
  })
  // Half past twelve at night in Amsterdam: tomorrow is the 27th.
  expect(JSON.parse(third ?? '')).toMatchObject({ id: 3, lang: 'en', start: '2026-11-27' })
}, 60_000)

async function endsNaming(program: Started, setting: string) {
  expect(await program.exitCode).toBe(1)
  expect(program.said()).toContain(`Stapje cannot start. ${setting}`)
  expect(program.said()).not.toMatch(/\n\s+at /)
}
