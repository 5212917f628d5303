import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { madeUpAddress } from '../../bots/simulator/people.ts'
import { locales } from '../../src/language/locale.ts'
import { linesOfMessage, play, untilDelivered } from '../support/play.ts'
import { startTestService, type TestService } from '../support/service.ts'

let service: TestService
beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.close())

const person = (number: number) =>
  service.platform.person({ channel: 'slack', address: madeUpAddress('slack', number) })

/** Makes somebody a worker of an organisation of the demo city. */
async function makeWorker(learnerCode: string, slug = 'buurthuis-de-kade') {
  const { db } = service
  const { id: organisationId } = await db.organisation.findFirstOrThrow({ where: { slug } })
  const { id: personId } = await db.person.findUniqueOrThrow({ where: { learnerCode } })
  await db.membership.create({
    data: { personId, organisationId, role: 'worker', since: service.clock() },
  })
}

const hello = {
  nl: 'worker: mijn badges\n  Je code is {workerCode}. …\n',
  en: 'worker: my badges\n  Your code is {workerCode}. …\n',
}

describe('the modal for a badge on Slack', () => {
  it.each(locales)('is opened, filled in wrongly and rightly (%s)', async (locale) => {
    const number = { nl: 501, en: 511 }[locale]
    const people = new Map([
      ['worker', person(number)],
      ['learner', person(number + 1)],
    ])
    const kept = await play(service, hello[locale], people)
    await makeWorker(kept.get('workerCode') ?? '')
    const path = join(import.meta.dirname, 'transcripts', `slack-modal.${locale}.txt`)
    await play(service, readFileSync(path, 'utf8'), people, kept)
  })

  it('has the code in it that the message has', async () => {
    const worker = person(521)
    const kept = await play(service, hello.nl, new Map([['worker', worker]]))
    await makeWorker(kept.get('workerCode') ?? '')
    expect(await worker.forms?.open('give_badge', 'Dit is 1 badge voor tulp 4821, graag')).toBe(200)
    const [form] = worker.messages().at(-1)?.parts ?? []
    if (form?.kind !== 'form') throw new Error('There is no form.')
    expect(form.fields[0]).toMatchObject({ name: 'code', filled: 'TULP-4821' })
  })

  it('asks first for which organisation, and gives nothing after stop', async () => {
    const worker = person(531)
    const people = new Map([['worker', worker]])
    const kept = await play(service, hello.nl, people)
    const code = kept.get('workerCode') ?? ''
    await makeWorker(code)
    const other = await service.db.organisation.findFirstOrThrow({
      where: { slug: { not: 'buurthuis-de-kade' } },
      select: { slug: true },
    })
    await makeWorker(code, other.slug)
    const both =
      'worker opens: give_badge\n  Je werkt voor meer dan één organisatie. …/organisatie…\n'
    await play(service, both, people)
    await play(service, 'worker: stop\nworker opens: give_badge\n  Geef een badge\n', people)
    const [form] = worker.messages().at(-1)?.parts ?? []
    expect(form).toMatchObject({ kind: 'form', fields: [], submit: null })
  })

  it('gives one badge when it is sent twice, and says so', async () => {
    const worker = person(551)
    const people = new Map([
      ['worker', worker],
      ['learner', person(552)],
    ])
    const kept = await play(
      service,
      `${hello.nl}learner: mijn badges\n  Je code is {code}. …\n`,
      people,
    )
    await makeWorker(kept.get('workerCode') ?? '')
    const learnerCode = kept.get('code') ?? ''
    await worker.forms?.open('give_badge')
    const filled = [learnerCode, 'Hielp mee', '']
    // Slack sends a form again that was not answered in time, with a trigger of its own.
    const sent = await Promise.all([worker.forms?.fill(filled), worker.forms?.fill(filled)])
    expect(sent).toEqual([200, 200])
    expect(await service.db.award.count({ where: { person: { learnerCode } } })).toBe(1)
    await untilDelivered(service)
    const read = worker.messages().flatMap(linesOfMessage).join('\n')
    expect(read).toContain(`${learnerCode} had de badge Hielp mee al. Er is niets dubbel gegeven.`)
  })

  it('is not opened by somebody nobody met, and makes nobody of them', async () => {
    const before = await service.db.person.count()
    const closed = 'stranger opens: give_badge\n  Dit commando is voor begeleiders …\n'
    await play(service, closed, new Map([['stranger', person(541)]]))
    expect(await service.db.person.count()).toBe(before)
  })
})
