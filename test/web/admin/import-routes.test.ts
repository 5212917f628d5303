import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestSite, type TestSite } from '../support/test-site.ts'
import { type SignedIn, signIn } from './sign-in.ts'

let site: TestSite
let admin: SignedIn

beforeAll(async () => {
  site = await startTestSite()
  admin = await signIn(site, 'buurthuis-de-kade')
}, 60_000)
afterAll(() => site.close())

const list = [
  'id;titel;omschrijving;onderwerp;datum;begin;eind;wijk;plaats;prijs;plekken',
  'brood;Brood bakken;Samen leren;koken;28-11-2026;10:00;12:00;Afrikaanderwijk;Keuken;gratis;8',
  'leeg;;;;;;;;;;',
].join('\n')

const headers = () => ({ cookie: admin.cookie, accept: 'text/html' })

async function hidden(path: string): Promise<string> {
  const page = await (await fetch(`${site.url}${path}`, { headers: headers() })).text()
  return /name="formToken" value="([^"]+)"/.exec(page)?.[1] ?? ''
}

async function send(fields: Readonly<Record<string, string | File>>): Promise<Response> {
  const body = new FormData()
  const all = { formToken: await hidden('/admin/import'), ...fields }
  for (const [name, value] of Object.entries(all)) body.append(name, value)
  return fetch(`${site.url}/admin/import?lang=nl`, { method: 'POST', headers: headers(), body })
}

const imported = () =>
  site.db.activity.findMany({
    where: { texts: { some: { title: 'Brood bakken' } } },
    select: { organisationId: true, sessions: { select: { capacity: true } } },
  })

it('shows what a file would change, and changes it once that is confirmed', async () => {
  const file = new File([list], 'agenda.csv', { type: 'text/csv' })
  const looked = await send({ step: 'look', file })
  const page = await looked.text()
  expect(looked.status).toBe(200)
  expect(page).toContain('Er is nog niets bewaard')
  expect(page).toContain('Nieuw: Brood bakken')
  expect(page).toContain('Regel 3: ')
  expect(await imported()).toEqual([])

  const fields = Object.fromEntries(
    [...page.matchAll(/name="(fileName|content|topic|step)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [name, value],
    ),
  )
  expect(fields).toMatchObject({ fileName: 'agenda.csv', step: 'do' })
  const { organisationId } = admin
  for (const says of ['Nieuwe activiteiten: 1', 'Zoals het was: 2']) {
    expect(await (await send(fields)).text()).toContain(says)
    expect(await imported()).toEqual([{ organisationId, sessions: [{ capacity: 8 }] }])
  }
})

it('reads an address of the public internet, and no file of the machine', async () => {
  for (const address of ['/etc/hosts', 'file:///etc/hosts', 'http://school.example/a.csv']) {
    const answered = await send({ step: 'do', address })
    expect(answered.status, address).toBe(422)
    expect(await answered.text()).toContain('Alleen adressen met https://')
  }
  const down = await send({ step: 'look', address: 'https://down.example/agenda.csv' })
  expect(down.status).toBe(422)
  expect(await (await send({ step: 'look' })).text()).toContain('Kies een bestand')
})

it('takes nothing without the token of its page', async () => {
  expect((await send({ formToken: 'made-up', step: 'do' })).status).toBe(403)
})
