import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'vitest'
import { madeUpAddress, ownerOf } from '../../bots/simulator/people.ts'
import { simulatedChannels } from '../../bots/simulator/phones.ts'
import { locales } from '../../src/language/locale.ts'
import { play } from '../support/play.ts'
import { startTestService, type TestService } from '../support/service.ts'

const transcript = (name: string) =>
  readFileSync(join(import.meta.dirname, 'transcripts', `${name}.txt`), 'utf8')

let service: TestService

// Days and weeks pass in each of these: every one begins on the same Wednesday, with a service of its own.
beforeEach(async () => {
  service = await startTestService()
})
afterEach(() => service.close())

describe.each(simulatedChannels)('on %s', (channel) => {
  const people = () =>
    new Map([
      ['learner', service.platform.person({ channel, address: madeUpAddress(channel, 300) })],
      ['worker', service.platform.person(ownerOf(channel, 'worker'))],
    ])

  it.each(locales)('reminds, asks how it was, and tells of Saturday (%s)', async (locale) => {
    await play(service, transcript(`reminders.${locale}`), people())
  })

  it.each(locales)(
    'thanks for what was done, and not for who would rather not (%s)',
    async (locale) => {
      await play(service, transcript(`milestones.${locale}`), people())
    },
  )
})
