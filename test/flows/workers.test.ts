import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { madeUpAddress } from '../../bots/simulator/people.ts'
import { type SimulatedChannel, simulatedChannels } from '../../bots/simulator/phones.ts'
import { runCityCommand } from '../../src/command-line/city-commands.ts'
import { locales } from '../../src/language/locale.ts'
import { testDeps } from '../support/deps.ts'
import { play } from '../support/play.ts'
import { startTestService, type TestService } from '../support/service.ts'

const transcript = (name: string) =>
  readFileSync(join(import.meta.dirname, 'transcripts', `${name}.txt`), 'utf8')

let service: TestService
let nextPerson = 300

beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.close())

/** People whom nobody met before. */
function newcomers(channel: SimulatedChannel, ...names: readonly string[]) {
  return new Map(
    names.map((name) => {
      nextPerson += 1
      const owner = { channel, address: madeUpAddress(channel, nextPerson) }
      return [name, service.platform.person(owner)] as const
    }),
  )
}

/** An organisation of its own for one conversation, and the code for its first admin. */
async function newOrganisation(name: string): Promise<ReadonlyMap<string, string>> {
  const { db } = service
  const typed = ['add-organisation', name.toLowerCase(), '--name', name, '--about-nl', 'Een loods.']
  const outcome = await runCityCommand({ db, deps: testDeps(service) }, typed)
  if (outcome.kind !== 'done') throw new Error(outcome.says)
  const adminCode = /[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(outcome.lines.join(' '))?.[0] ?? ''
  return new Map([
    ['organisation', name],
    ['adminCode', adminCode],
  ])
}

describe.each(simulatedChannels)('on %s', (channel) => {
  it.each(locales)(
    'runs an organisation from the chat (%s)',
    async (locale) => {
      const kept = await newOrganisation(`Loods-${channel}-${locale}`)
      const people = newcomers(channel, 'admin', 'worker', 'learner')
      await play(service, transcript(`workers.${locale}`), people, kept)
    },
    60_000,
  )
})

it('never logs who wrote, or what', () => {
  expect(service.logged.length).toBeGreaterThan(50)
  const log = service.logged.join('')
  expect(log).not.toMatch(/\+316|70000\d{4}|U0\d{4}|Soep|soup|[A-Z]{3,10}-\d{4}/)
})
