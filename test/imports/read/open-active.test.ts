import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type FeedPage, readOpenActive } from '../../../src/imports/read/open-active.ts'
import { collect, context } from './collect.ts'

const site = 'https://feed.example'

/** A feed of pages, by what stands behind the question mark; a page that is not there is missing. */
function feedOf(pages: Readonly<Record<string, unknown>>) {
  const asked: string[] = []
  const fetchPage = async (url: string): Promise<FeedPage> => {
    asked.push(url)
    const found = pages[new URL(url).search]
    return found === undefined
      ? { kind: 'missing', why: '404' }
      : { kind: 'page', body: typeof found === 'string' ? found : JSON.stringify(found) }
  }
  return { asked, fetchPage }
}

const series = {
  state: 'updated',
  kind: 'SessionSeries',
  id: 'S1',
  modified: 1,
  data: { '@type': 'SessionSeries', '@id': `${site}/series/1`, name: 'Wandelen', duration: 'PT1H' },
}
const session = {
  state: 'updated',
  kind: 'ScheduledSession',
  id: 7,
  modified: 2,
  data: {
    startDate: '2026-11-28T10:00:00+01:00',
    endDate: '2026-11-28T11:00:00+01:00',
    superEvent: `${site}/series/1`,
  },
}

it('follows a feed to its end, with a checkpoint after each page', async () => {
  const { asked, fetchPage } = feedOf({
    '': { next: '/?after=2', items: [series, session] },
    '?after=2': {
      next: '/?after=3',
      items: [{ state: 'deleted', kind: 'ScheduledSession', id: 8 }],
    },
    '?after=3': { next: '/?after=3', items: [] },
  })
  const items = await collect(readOpenActive(fetchPage, `${site}/`, context))
  expect(items).toMatchObject([
    {
      kind: 'activity',
      activity: { externalId: 'SessionSeries:S1', reference: `${site}/series/1` },
      sessions: [],
    },
    {
      kind: 'session',
      reference: `${site}/series/1`,
      session: { externalId: 'ScheduledSession:7', startsAt: new Date('2026-11-28T09:00:00Z') },
    },
    { kind: 'checkpoint', cursor: `${site}/?after=2` },
    { kind: 'gone', externalId: 'ScheduledSession:8' },
    { kind: 'checkpoint', cursor: `${site}/?after=3` },
    { kind: 'checkpoint', cursor: `${site}/?after=3` },
  ])
  expect(asked).toEqual([`${site}/`, `${site}/?after=2`, `${site}/?after=3`])
  expect(await collect(readOpenActive(fetchPage, `${site}/?after=3`, context))).toHaveLength(1)
})

it.each([
  [{}, '404'],
  [{ '': 'no json' }, 'no page of a feed'],
  [{ '': { items: [] } }, 'no page of a feed'],
  [{ '': { next: 'http://10.0.0.1/', items: [] } }, 'no page of a feed'],
])('stops where there is no page, and says so (%j)', async (pages, said) => {
  const items = await collect(readOpenActive(feedOf(pages).fetchPage, `${site}/`, context))
  expect(items).toMatchObject([{ kind: 'bad', problem: { code: 'notReadable', said } }])
})

it('reads an event of its own, and takes the rest when an item is bad', async () => {
  const own = {
    ...session,
    kind: 'Event',
    id: 9,
    data: { ...session.data, superEvent: undefined, name: 'Yoga' },
  }
  const nameless = { ...series, id: 'S2', data: {} }
  const { fetchPage } = feedOf({
    '': { next: '/?end', items: [own, nameless, 'nonsense', { ...own, id: 10, data: null }] },
    '?end': { next: '/?end', items: [] },
  })
  expect(await collect(readOpenActive(fetchPage, `${site}/`, context))).toMatchObject([
    { kind: 'activity', sessions: [{ externalId: 'Event:9' }] },
    { kind: 'bad', problem: { code: 'noTitle' }, externalIds: ['SessionSeries:S2'] },
    { kind: 'bad', problem: { code: 'noId' } },
    { kind: 'bad', problem: { code: 'notReadable' }, externalIds: ['Event:10'] },
    { kind: 'checkpoint' },
    { kind: 'checkpoint' },
  ])
})

it('never throws, whatever a page holds', async () => {
  const data = fc.record(
    {
      name: fc.jsonValue(),
      startDate: fc.constantFrom('2026-11-28T10:00', 'x', 5),
      superEvent: fc.jsonValue(),
    },
    { requiredKeys: [] },
  )
  const each = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.record({
      state: fc.constantFrom('updated', 'deleted'),
      kind: fc.constantFrom('Event', 'ScheduledSession', 'SessionSeries', 'Slot'),
      id: fc.oneof(fc.integer(), fc.string()),
      data,
    }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(each, { maxLength: 5 }), async (items) => {
      const pages = { '': { next: '/?end', items }, '?end': { next: '/?end', items: [] } }
      const read = await collect(readOpenActive(feedOf(pages).fetchPage, `${site}/`, context))
      // A page with a name on it that reaches a prototype is not read at all.
      const isRead = !/__proto__|constructor|prototype/.test(JSON.stringify(items))
      if (isRead) expect(read.at(-1)?.kind).toBe('checkpoint')
    }),
    { numRuns: 150 },
  )
})
