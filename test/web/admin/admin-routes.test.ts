import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addSessions } from '../../../src/activities/make/add-sessions.ts'
import { makeAdminLink } from '../../../src/organisations/admin/admin-session.ts'
import { makeLearner } from '../../support/learner.ts'
import { waitingStory } from '../../support/lively-city.ts'
import { startTestSite, type TestSite } from '../support/test-site.ts'
import { newAdmin, type SignedIn, signIn } from './sign-in.ts'

const house = 'buurthuis-de-kade'
const city = 'leerstad-rotterdam'

let site: TestSite
let admin: SignedIn

beforeAll(async () => {
  site = await startTestSite()
  admin = await signIn(site, house)
}, 60_000)
afterAll(() => site.close())

const get = (path: string, cookie = admin.cookie) =>
  fetch(`${site.url}${path}`, { headers: { cookie, accept: 'text/html' }, redirect: 'manual' })

const post = (path: string, fields: Record<string, string>, cookie = admin.cookie) =>
  fetch(`${site.url}${path}`, {
    method: 'POST',
    headers: { cookie, accept: 'text/html' },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  })

/** The token that stands in every form of a session. */
async function formToken(cookie = admin.cookie): Promise<string> {
  const page = await (await get('/admin', cookie)).text()
  return /name="formToken" value="([^"]+)"/.exec(page)?.[1] ?? ''
}

const send = async (path: string, fields: Record<string, string>) =>
  post(path, { ...fields, formToken: await formToken() })

const soup = {
  titleNl: 'Soep leren koken',
  summaryNl: 'Je kookt samen een pan soep.',
  titleEn: 'Learn to make soup',
  summaryEn: 'You cook a pot of soup together.',
  topic: 'cooking',
  placeName: 'Keuken',
  address: 'Kade 1',
  neighbourhood: 'afrikaanderwijk',
  when: 'zaterdag van 10 tot 12 uur',
  weeks: '2',
  price: '2,50',
  capacity: '8',
  wheelchairAccessible: 'yes',
}

const activityOf = (titleNl: string) =>
  site.db.activity.findFirstOrThrow({
    where: { texts: { some: { locale: 'nl', title: titleNl } } },
    include: { texts: true, sessions: { orderBy: { startsAt: 'asc' } } },
  })

describe('signing in', () => {
  it('takes a link once, by a button, and gives a cookie that no script can read', async () => {
    const person = await newAdmin(site, house)
    const link = await site.db.$transaction((tx) => makeAdminLink(tx, site.deps, person))
    const { pathname } = new URL(link)
    // A chat app fetches the link for its preview: that uses nothing up.
    for (const _ of [1, 2]) expect((await get(pathname, '')).status).toBe(200)
    const entered = await post(pathname, {}, '')
    expect(entered.status).toBe(303)
    expect(entered.headers.get('location')).toMatch(/^\/admin\?/)
    const set = entered.headers.get('set-cookie') ?? ''
    expect(set).toMatch(/; Path=\/admin;.*HttpOnly; SameSite=Strict/)
    const cookie = set.split(';')[0] ?? ''
    expect(await (await get('/admin?lang=en', cookie)).text()).toContain('Overview')
    expect((await get(pathname, '')).status).toBe(410)
    expect((await post(pathname, {}, '')).status).toBe(410)
    const row = await site.db.adminSession.findFirstOrThrow({
      where: { personId: person.personId },
    })
    expect(JSON.stringify(row)).not.toContain(cookie.split('=')[1])

    await post('/admin/leave', { formToken: await formToken(cookie) }, cookie)
    expect((await get('/admin', cookie)).status).toBe(401)
  })

  it('ends with its time, and with the right', async () => {
    const person = await newAdmin(site, house)
    const link = await site.db.$transaction((tx) => makeAdminLink(tx, site.deps, person))
    site.clock.move(16 * 60_000)
    expect((await post(new URL(link).pathname, {}, '')).status).toBe(410)

    const other = await signIn(site, house)
    expect((await get('/admin', other.cookie)).status).toBe(200)
    await site.db.membership.updateMany({
      where: { personId: other.personId },
      data: { role: 'worker' },
    })
    expect((await get('/admin', other.cookie)).status).toBe(401)

    const late = await signIn(site, house)
    site.clock.move(9 * 3_600_000)
    expect((await get('/admin', late.cookie)).status).toBe(401)
    admin = await signIn(site, house)
  })

  it('lets nobody in without, with a made-up cookie, or with a form from elsewhere', async () => {
    for (const path of ['/admin', '/admin/activities', '/admin/badges/new', '/admin/stories']) {
      expect((await get(path, '')).status, path).toBe(401)
      expect((await get(path, 'stapje-admin=made-up')).status, path).toBe(401)
    }
    expect((await post('/admin/failed', {})).status).toBe(403)
    expect((await post('/admin/failed', { formToken: 'made-up' })).status).toBe(403)
    const fromElsewhere = await fetch(`${site.url}/admin/failed`, {
      method: 'POST',
      headers: { cookie: admin.cookie, 'sec-fetch-site': 'cross-site' },
      body: new URLSearchParams({ formToken: await formToken() }),
    })
    expect(fromElsewhere.status).toBe(403)
    expect(site.logged()).not.toContain(admin.cookie.split('=')[1])
  })
})

describe('activities', () => {
  it('are put in, changed, and given further times', async () => {
    const made = await send('/admin/activities/new', soup)
    expect(made.status).toBe(303)
    const activity = await activityOf(soup.titleNl)
    expect(made.headers.get('location')).toContain(`/admin/activities/${activity.id}?`)
    expect(activity).toMatchObject({ priceCents: 250, capacity: 8, wheelchairAccessible: true })
    expect(activity.sessions).toHaveLength(2)
    const path = `/admin/activities/${activity.id}`
    expect(await (await get(`${path}?lang=nl`)).text()).toContain('value="2,50"')

    const { when: _, ...changed } = { ...soup, titleNl: 'Soep voor beginners', price: '' }
    expect((await send(path, { ...changed, when: '' })).status).toBe(303)
    const after = await activityOf('Soep voor beginners')
    expect(after).toMatchObject({ id: activity.id, priceCents: 0 })
    expect(after.sessions).toHaveLength(2)
  })

  it('say at each field what is wrong, and lose nothing of what was typed', async () => {
    const wrong = {
      ...soup,
      titleNl: 'Brood bakken',
      topic: '',
      price: 'veel',
      when: 'ooit',
      capacity: '900',
    }
    const answered = await send('/admin/activities/new?lang=nl', wrong)
    expect(answered.status).toBe(422)
    const page = await answered.text()
    for (const name of ['topic', 'price', 'when', 'capacity']) {
      expect(page).toContain(`id="${name}-fault"`)
    }
    expect(page).toContain('value="Brood bakken"')
    expect(page).toContain('value="ooit"')
    expect(page).not.toContain('id="titleNl-fault"')
  })

  it('of another organisation are not there', async () => {
    const theirs = await site.db.activity.findFirstOrThrow({
      where: { organisationId: { not: admin.organisationId } },
      select: { id: true, sessions: { take: 1, select: { id: true } } },
    })
    expect((await get(`/admin/activities/${theirs.id}`)).status).toBe(404)
    expect((await send(`/admin/activities/${theirs.id}`, soup)).status).toBe(404)
    expect((await get(`/admin/sessions/${theirs.sessions[0]?.id}/cancel`)).status).toBe(404)
    expect((await send(`/admin/sessions/${theirs.sessions[0]?.id}/cancel`, {})).status).toBe(404)
    expect((await get('/admin/activities/nonsense')).status).toBe(404)
  })

  it('are cancelled for one time, after a page that asks', async () => {
    const { id: activityId } = await activityOf('Soep voor beginners')
    const startsAt = new Date(site.clock.clock().getTime() + 5 * 86_400_000).toISOString()
    const endsAt = new Date(Date.parse(startsAt) + 3_600_000).toISOString()
    const times = [{ startsAt, endsAt }]
    await site.db.$transaction((tx) => addSessions(tx, { activityId, capacity: 8, times }))
    const where = { activityId, startsAt }
    const { id } = await site.db.session.findFirstOrThrow({ where })
    const path = `/admin/sessions/${id}/cancel`
    expect(await (await get(`${path}?lang=nl`)).text()).toContain('Soep voor beginners')
    expect((await send(path, { reason: 'De oven is stuk' })).status).toBe(303)
    expect((await site.db.session.findFirstOrThrow({ where })).cancelledAt).not.toBeNull()
    expect((await get(path)).status).toBe(404)
  })
})

describe('badges', () => {
  const badge = {
    kind: 'skill',
    nameNl: 'Soepkok',
    descriptionNl: 'Je kookt een pan soep voor tien mensen.',
    criteriaNl: 'Je kookte twee keer zelf.',
    skill: 'wash_the_dishes',
    topic: 'cooking',
  }

  it('are made and changed; two of one name are not', async () => {
    expect((await send('/admin/badges/new', badge)).status).toBe(303)
    const { id, kind } = await site.db.achievement.findFirstOrThrow({
      where: { slug: 'soepkok', organisationId: admin.organisationId },
      include: { alignments: true },
    })
    expect(kind).toBe('skill')
    const again = await send('/admin/badges/new', badge)
    expect(again.status).toBe(422)
    expect(await again.text()).toContain('id="nameNl-fault"')
    const path = `/admin/badges/${id}`
    expect(
      (await send(path, { ...badge, kind: 'encouragement', nameEn: 'Soup cook' })).status,
    ).toBe(303)
    const changed = await site.db.achievement.findUniqueOrThrow({
      where: { id },
      include: { texts: { where: { locale: 'en' } } },
    })
    // What was given as a proof of skill is no compliment later on.
    expect(changed).toMatchObject({ kind: 'skill', texts: [{ name: 'Soup cook' }] })
  })

  it('want all that is said of them in one language', async () => {
    const answered = await send('/admin/badges/new', {
      ...badge,
      nameNl: 'Broodbakker',
      criteriaNl: '',
    })
    expect(answered.status).toBe(422)
    expect(await answered.text()).toContain('id="criteriaNl-fault"')
  })

  it('of another organisation are not there', async () => {
    const theirs = await site.db.achievement.findFirstOrThrow({
      where: { organisationId: { not: admin.organisationId } },
      select: { id: true },
    })
    expect((await get(`/admin/badges/${theirs.id}`)).status).toBe(404)
    expect((await send(`/admin/badges/${theirs.id}`, badge)).status).toBe(404)
  })
})

it('shows what is of the whole city to its coordinators only', async () => {
  for (const path of ['/admin/stories', '/admin/failed']) {
    expect((await get(path)).status, path).toBe(404)
    expect((await send(path, {})).status, path).toBe(404)
  }
  expect(await (await get('/admin')).text()).not.toMatch(/admin\/(?:stories|failed)/)
  admin = await signIn(site, city)
  expect(await (await get('/admin')).text()).toMatch(/admin\/stories.*admin\/failed/s)
})

it('puts a story on the page or not, and says so when it is gone', async () => {
  const storyId = await waitingStory(site.db, site.deps, {
    text: 'Ik bakte een <b>brood</b>.',
    name: null,
    locale: 'nl',
  })
  expect(await (await get('/admin/stories')).text()).toContain('Ik bakte een &lt;b>brood')
  const approved = await send('/admin/stories', { storyId, decision: 'approve' })
  expect(approved.headers.get('location')).toContain('done=storyApproved')
  expect(
    (await site.db.story.findUniqueOrThrow({ where: { id: storyId } })).approvedAt,
  ).not.toBeNull()
  const again = await send('/admin/stories', { storyId, decision: 'refuse' })
  expect(again.headers.get('location')).toContain('done=storyGone')
})

it('counts every story that waits, and shows ten', async () => {
  const story = { text: 'Ik leerde hier fietsen, samen.', name: null, locale: 'nl' } as const
  for (let each = 0; each < 12; each += 1) await waitingStory(site.db, site.deps, story)
  expect(await (await get('/admin?lang=nl')).text()).toContain('Verhalen: 12')
  expect(await (await get('/admin/stories?lang=nl')).text()).toContain('komen er nog 2')
})

it('sends again what did not arrive', async () => {
  const { id: identityId } = await site.db.channelIdentity.create({
    data: {
      personId: (await makeLearner(site.db)).id,
      channel: 'telegram',
      addressLookup: 'somebody',
      addressSealed: 'sealed',
      createdAt: site.clock.clock(),
      lastMessageAt: site.clock.clock(),
    },
  })
  const { id } = await site.db.delivery.create({
    data: {
      identityId,
      kind: 'answer',
      status: 'failed',
      failure: 'storing',
      locale: 'nl',
      reply: {},
      createdAt: site.clock.clock(),
    },
  })
  expect(await (await get('/admin/failed?lang=nl')).text()).toContain('Telegram: 1 (code storing)')
  expect((await send('/admin/failed', {})).status).toBe(303)
  expect((await site.db.delivery.findUniqueOrThrow({ where: { id } })).status).toBe('pending')
})
