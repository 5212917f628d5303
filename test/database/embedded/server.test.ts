import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findBinaries } from '../../../src/database/embedded/binaries.ts'
import { openCluster } from '../../../src/database/embedded/cluster.ts'
import { DataInUseError } from '../../../src/database/embedded/errors.ts'
import { launchAs } from '../../../src/database/embedded/launch.ts'
import { startEmbeddedDatabase } from '../../../src/database/embedded/server.ts'

const settings = { fsync: 'off' }
let dataDirectory: string

beforeEach(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'stapje-embedded-'))
})
afterEach(() => rm(dataDirectory, { recursive: true, force: true }))

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

const serverProcess = async () =>
  Number.parseInt(await readFile(join(dataDirectory, 'postgres', 'postmaster.pid'), 'utf8'), 10)

describe('the embedded PostgreSQL', () => {
  it('keeps its data from one start to the next, with a password and on loopback only', async () => {
    const first = await startEmbeddedDatabase({ dataDirectory, settings })
    await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS number')
    expect(await query(first.url, 'SHOW listen_addresses')).toEqual([
      { listen_addresses: '127.0.0.1' },
    ])
    const withoutPassword = new URL(first.url)
    withoutPassword.password = 'guessed'
    await expect(query(withoutPassword.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' })
    await first.stop()
    const second = await startEmbeddedDatabase({ dataDirectory, settings })
    expect(await query(second.url, 'SELECT number FROM kept')).toEqual([{ number: 7 }])
    await second.stop()
  })

  it('tells a second one on the same data who has it, and leaves the first alone', async () => {
    const first = await startEmbeddedDatabase({ dataDirectory, settings })
    const second = startEmbeddedDatabase({ dataDirectory, settings })
    await expect(second).rejects.toBeInstanceOf(DataInUseError)
    await expect(second).rejects.toMatchObject({
      code: 'ERR_DATA_IN_USE',
      processId: process.pid,
      message: expect.stringContaining('DATA_DIR'),
    })
    expect(await query(first.url, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }])
    await first.stop()
  })

  it('takes over from a server whose Stapje was killed', async () => {
    const first = await startEmbeddedDatabase({ dataDirectory, settings })
    await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS number')
    await first.stop()
    const binaries = await findBinaries()
    const cluster = await openCluster(dataDirectory, binaries)
    const launch = await launchAs(cluster.account, binaries.postgres, [
      '-D',
      cluster.directory,
      ...['-c', 'listen_addresses=', '-c', `unix_socket_directories=${cluster.directory}`],
    ])
    const leftOver = spawn(launch.file, [...launch.arguments], {
      env: launch.environment,
      cwd: '/',
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    await new Promise<void>((ready) =>
      leftOver.stderr.on('data', (said) => {
        if (String(said).includes('ready to accept connections')) ready()
      }),
    )
    const ended = new Promise((done) => leftOver.once('exit', done))
    const second = await startEmbeddedDatabase({ dataDirectory, settings })
    await ended
    expect(await query(second.url, 'SELECT number FROM kept')).toEqual([{ number: 7 }])
    await second.stop()
  })

  it('does not mistake another program for a server because of its number', async () => {
    await (await startEmbeddedDatabase({ dataDirectory, settings })).stop()
    await writeFile(join(dataDirectory, 'postgres', 'postmaster.pid'), `${process.pid}\n`)
    const next = await startEmbeddedDatabase({ dataDirectory, settings })
    expect(await query(next.url, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }])
    await next.stop()
  })

  it('starts again at the same address when the server ends by itself', async () => {
    let restarted = () => {}
    const again = new Promise<void>((done) => {
      restarted = done
    })
    const server = await startEmbeddedDatabase({
      dataDirectory,
      settings,
      onRestart: () => restarted(),
    })
    process.kill(await serverProcess(), 'SIGKILL')
    await again
    await expect
      .poll(() => query(server.url, 'SELECT 1 AS alive').catch(() => null), { timeout: 20_000 })
      .toEqual([{ alive: 1 }])
    await server.stop()
  })
})
