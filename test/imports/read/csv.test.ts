import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ImportItem } from '../../../src/imports/item.ts'
import { readCsv } from '../../../src/imports/read/csv.ts'
import { collect, context, inChunks } from './collect.ts'

const read = (bytes: Uint8Array | string, chunkBytes = 7): Promise<ImportItem[]> => {
  const all = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes
  return collect(readCsv(inChunks(all, chunkBytes), context))
}

/** What a row says in short: its title and times, or why it is not taken. */
const short = (item: ImportItem): string => {
  if (item.kind === 'bad')
    return `${item.where.kind === 'line' ? item.where.line : ''} ${item.problem.code}`
  if (item.kind !== 'activity') return item.kind
  const [session] = item.sessions
  return `${item.activity.title} ${session?.startsAt.toISOString()} ${session?.endsAt.toISOString()}`
}

const dutch = `Titel;Omschrijving;Datum;Begin;Eind;Wijk;Prijs;Plaatsen;Onderwerp
Soep koken;"Samen, voor de buurt";28-11-2026;10.00;12.00;Afrikaanderwijk;€ 2,50;12;koken
`

describe('a table', () => {
  it('has Dutch headers and a semicolon', async () => {
    const [item] = await read(dutch)
    expect(item).toMatchObject({
      kind: 'activity',
      where: { kind: 'line', line: 2 },
      activity: {
        title: 'Soep koken',
        summary: 'Samen, voor de buurt',
        neighbourhood: 'Afrikaanderwijk',
        priceCents: 250,
        capacity: 12,
        words: ['koken'],
      },
      sessions: [
        { startsAt: new Date('2026-11-28T09:00:00Z'), endsAt: new Date('2026-11-28T11:00:00Z') },
      ],
    })
  })

  it('has English headers and a comma, tabs, or says its sign itself', async () => {
    const english = 'Name,Date,From,Until\nCook soup,2026-11-28,10:00,12:00\n'
    const one = await read(english)
    expect(one.map(short)).toEqual(['Cook soup 2026-11-28T09:00:00.000Z 2026-11-28T11:00:00.000Z'])
    expect(await read(english.replaceAll(',', '\t'))).toEqual(one)
    expect((await read(`sep=;\r\n${english.replaceAll(',', ';')}`)).map(short)).toEqual(
      one.map(short),
    )
  })

  it('may be saved by Excel in any of its ways', async () => {
    const words = dutch.replace('Soep koken', 'Crème brûlée')
    const utf8 = new TextEncoder().encode(words)
    const wanted = await read(utf8)
    expect(wanted.map(short)[0]).toContain('Crème brûlée')
    const marked = new Uint8Array([0xef, 0xbb, 0xbf, ...utf8])
    const utf16 = new Uint8Array([0xff, 0xfe, ...Buffer.from(words, 'utf16le')])
    const windows = Buffer.from(words.replace('€', '\x80'), 'latin1')
    const bigEndian = new Uint8Array([0xfe, 0xff, ...Buffer.from(words, 'utf16le').swap16()])
    for (const bytes of [marked, utf16, bigEndian, windows]) {
      for (const size of [1, 3, 1000]) expect(await read(bytes, size)).toEqual(wanted)
    }
  })

  it('keeps the rest when a row is bad, and says which line and why', async () => {
    const rows = [
      'Titel;Datum;Begin;Eind;Prijs;Plaatsen',
      'Goed;28-11-2026;10:00;12:00;gratis;8',
      ';28-11-2026;10:00;12:00;;',
      'Wanneer;;10:00;;;',
      'Datum;31-02-2026;10:00;;;',
      'Tijd;28-11-2026;straks;;;',
      'Prijs;28-11-2026;10:00;;veel;',
      'Plaatsen;28-11-2026;10:00;;;onbeperkt en meer',
      'Ook goed;zaterdag 28 november 2026;10 uur;;3 euro;8',
    ]
    expect((await read(rows.join('\n'))).map(short)).toEqual([
      'Goed 2026-11-28T09:00:00.000Z 2026-11-28T11:00:00.000Z',
      '3 noTitle',
      '4 noStart',
      '5 unknownDate',
      '6 unknownTime',
      '7 unknownPrice',
      '8 unknownNumber',
      'Ook goed 2026-11-28T09:00:00.000Z 2026-11-28T11:00:00.000Z',
    ])
  })

  it('loses one row to a quote that is never closed, and says which', async () => {
    const header = 'id;titel;omschrijving;datum;begin'
    const row = (id: number) => `${id};Les ${id};"Samen; hier";28-11-2026;10:00`
    const bare = (id: number, title = `Les ${id}`) => `${id};${title};Samen;28-11-2026;10:00`
    const rows = Array.from({ length: 5000 }, (_, index) => bare(index))
    rows[7] = bare(7, '"Brood bakken')
    for (const sizes of [64, 70_000]) {
      const items = await read([header, ...rows, ''].join('\n'), sizes)
      expect(items.filter(({ kind }) => kind === 'activity')).toHaveLength(4999)
      expect(items.filter(({ kind }) => kind === 'bad').map(short)).toEqual(['9 unclosedQuote'])
      expect(items.at(-1)).toMatchObject({ where: { line: 5001 } })
    }
    // A quote in a later row closes it: then the two are not one row.
    const closed = [header, row(1), bare(2, '"Brood bakken'), row(3), '', bare(4), row(5)]
    expect((await read(closed.join('\r\n'))).map((item) => `${short(item).slice(0, 15)}`)).toEqual([
      'Les 1 2026-11-2',
      '3 unclosedQuote',
      'Les 3 2026-11-2',
      'Les 4 2026-11-2',
      'Les 5 2026-11-2',
    ])
    const atEnd = await read([header, row(1), bare(2, '"Brood')].join('\n'))
    expect(atEnd.map(short).at(-1)).toBe('3 unclosedQuote')
    // After fifty of them quotes mean nothing, so that reading again has an end.
    expect(await read('"\n'.repeat(3000), 1000)).toHaveLength(52)
  })

  it('may have texts of several lines, and says the line that a row begins on', async () => {
    const items = await read(
      'sep=;\ntitel;omschrijving;datum;begin\n\nSoep;"Samen;\nkoken\n\nen eten";28-11-2026;10:00\nTaart;;gisteren;10:00\n',
      11,
    )
    expect(items).toMatchObject([
      { kind: 'activity', where: { line: 4 }, activity: { summary: 'Samen;\nkoken\n\nen eten' } },
      { kind: 'bad', where: { line: 8 }, problem: { code: 'unknownDate' } },
    ])
  })

  it('fails when its file does, rather than ending early', async () => {
    async function* failing() {
      yield new TextEncoder().encode(dutch)
      throw new Error('EIO')
    }
    await expect(collect(readCsv(failing(), context))).rejects.toThrow('EIO')
  })

  it('is read on the clocks of the city, also when they change', async () => {
    const at = async (day: string, from: string, until: string) =>
      (await read(`titel;datum;van;tot\nA;${day};${from};${until}\n`)).map(short)[0]
    expect(await at('28-03-2026', '10:00', '11:00')).toContain('2026-03-28T09:00:00.000Z')
    expect(await at('29-03-2026', '10:00', '11:00')).toContain('2026-03-29T08:00:00.000Z')
    // Half past two is skipped that night.
    expect(await at('29-03-2026', '02:30', '04:00')).toContain('2026-03-29T01:30:00.000Z')
    expect(await at('25-10-2026', '10:00', '11:00')).toContain('2026-10-25T09:00:00.000Z')
    expect(await at('28-11-2026', '22:00', '01:00')).toContain(
      '2026-11-28T21:00:00.000Z 2026-11-29T00:00:00.000Z',
    )
  })

  it('knows a row by its id when it moves, and an activity by its words', async () => {
    const [first, second, moved] = await read(
      'id;titel;datum;begin\n7;Soep;28-11-2026;10:00\n8;Soep;5-12-2026;10:00\n7;Soep;29-11-2026;11:00',
    )
    const ids = [first, second, moved].map((item) =>
      item?.kind === 'activity' ? [item.activity.externalId, item.sessions[0]?.externalId] : [],
    )
    expect(ids).toEqual([
      ['soep||', '7'],
      ['soep||', '8'],
      ['soep||', '7'],
    ])
  })
})

it('never throws, whatever it is given', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
      for (const item of await read(bytes, 64)) expect(item.kind).toMatch(/^(activity|bad)$/)
    }),
    { numRuns: 100 },
  )
})

it('reads any row that was written', async () => {
  const word = fc.stringMatching(/^[A-Za-zé][A-Za-zé ,;"']{0,20}[a-z]$/)
  const row = fc.record({
    title: word,
    summary: word,
    day: fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }),
    hour: fc.integer({ min: 3, max: 21 }),
    sign: fc.constantFrom(';', ',', '\t'),
  })
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  await fc.assert(
    fc.asyncProperty(row, async ({ title, summary, day, hour, sign }) => {
      const header = ['titel', 'omschrijving', 'datum', 'van', 'tot'].join(sign)
      const date = day.toISOString().slice(0, 10)
      const cells = [quoted(title), quoted(summary), date, `${hour}:00`, `${hour + 1}:00`]
      const [item] = await read(`${header}\n${cells.join(sign)}\n`, 50)
      expect(item).toMatchObject({ kind: 'activity', activity: { title: title.trim(), summary } })
    }),
    { numRuns: 60 },
  )
})
