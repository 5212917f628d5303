import type { Database } from '../src/database/client.ts'
import { topics } from '../src/understand/understood.ts'

/** Where and when the sessions are. */
export interface ManySessions {
  readonly sessions: number
  /** The first city is asked about, and has a quarter of it all. */
  readonly cities: number
  /** The sessions are spread over 60 days before this moment and 305 after it. */
  readonly now: Date
}

const neighbourhoodsInCity = 15
const organisationsInCity = 20
const sessionsOfActivity = 20
const daysBefore = 60
const daysInAll = 365

/** Rows that one statement adds, so that memory stays small. */
const rowsAtOnce = 10_000

/** Words that titles are made of, by topic: "Brood bakken 12". */
export const titleWords: Readonly<Record<(typeof topics)[number], readonly string[]>> = {
  cooking: ['Brood bakken', 'Soep koken', 'Pannenkoeken', 'Roti'],
  gardening: ['Moestuin', 'Snoeien', 'Geveltuin', 'Kamerplanten'],
  cleaning: ['Ramen zemen', 'Opruimen', 'Strijken', 'Schoon huis'],
  hospitality: ['Barista', 'Serveren', 'Gastheer', 'Tafel dekken'],
  digital: ['Tablet', 'DigiD', 'Mailen', 'Foto’s bewaren'],
  language: ['Taalcafé', 'Lezen', 'Brieven schrijven', 'Nederlands'],
  creative: ['Naaimachine', 'Schilderen', 'Breien', 'Keramiek'],
  music: ['Gitaar', 'Zingen', 'Djembé', 'Piano'],
  sport: ['Zumba', 'Zwemmen', 'Wandelen', 'Yoga'],
  work: ['Sollicitatie', 'Cv maken', 'Netwerken', 'Vrijwilliger'],
  money: ['Budget', 'Belasting', 'Schulden', 'Toeslagen'],
  care: ['Mantelzorg', 'EHBO', 'Oppassen', 'Gezondheid'],
  technical: ['Fiets', 'Lamp', 'Houtwerk', 'Solderen'],
}

/** The id of a generated row, the same every time. */
const id = (kind: string, number: string) => `md5('${kind}' || ${number})::uuid`

/**
 * Fills an empty database with cities full of sessions, in SQL: a million rows in about a minute.
 *
 * @returns the id of the city that is asked about
 */
export async function fillWithSessions(
  db: Database,
  { sessions, cities, now }: ManySessions,
): Promise<string> {
  const activities = Math.ceil(sessions / sessionsOfActivity)
  const at = now.toISOString()
  const names = Object.values(titleWords)
  const run = (sql: string) => db.$executeRawUnsafe(sql)
  await run(`
    INSERT INTO "City" (id, slug, "timeZone", "defaultLocale", latitude, longitude, "quietFrom", "quietUntil",
      "privacyContact", "routeLinkTemplate")
    SELECT ${id('city', 'c')}, 'city-' || c, 'Europe/Amsterdam', 'nl', 51.9, 4.4, '21:00', '08:00', '', ''
    FROM generate_series(0, ${cities - 1}) c`)
  await run(`
    INSERT INTO "Neighbourhood" (id, "cityId", slug, name, latitude, longitude)
    SELECT ${id('place', "c || '-' || n")}, ${id('city', 'c')}, 'place-' || n, 'Place ' || n,
      51.9 + n * 0.01, 4.4 + n * 0.005
    FROM generate_series(0, ${cities - 1}) c, generate_series(0, ${neighbourhoodsInCity - 1}) n`)
  await run(`
    INSERT INTO "Organisation" (id, "cityId", slug, name, "createdAt")
    SELECT ${id('organisation', "c || '-' || n")}, ${id('city', 'c')}, 'org-' || c || '-' || n,
      'Organisation ' || n, '${at}'
    FROM generate_series(0, ${cities - 1}) c, generate_series(0, ${organisationsInCity - 1}) n`)
  for (let from = 0; from < activities; from += rowsAtOnce) {
    const until = Math.min(activities, from + rowsAtOnce) - 1
    // A quarter in the first city; every other choice steps by a prime, so that they do not go together.
    const numbers = `SELECT a, CASE WHEN a % 4 = 0 THEN 0 ELSE a / 4 % ${cities} END AS c,
      (a / 4 * 7) % ${organisationsInCity} AS o, (a / 4 * 11) % ${neighbourhoodsInCity} AS n,
      (a / 4 * 5) % ${topics.length} AS t FROM generate_series(${from}, ${until}) a`
    await run(`
      INSERT INTO "Activity" (id, "organisationId", slug, topic, "neighbourhoodId", "placeName", address,
        "priceCents", "isOnline", "isForChildren", "wheelchairAccessible", "spokenLanguages", capacity)
      SELECT ${id('activity', 'a')}, ${id('organisation', "c || '-' || o")}, 'activity-' || a,
        ('{${topics.join(',')}}'::"Topic"[])[t + 1],
        CASE WHEN a % 19 = 1 THEN NULL ELSE ${id('place', "c || '-' || n")} END, 'Place', 'Street',
        CASE a % 3 WHEN 0 THEN 0 ELSE a % 5 * 250 END, a % 19 = 1, a % 10 = 1, a % 2 = 0,
        CASE a % 6 WHEN 1 THEN '{en}'::text[] WHEN 2 THEN '{nl,en}' ELSE '{nl}' END, 12
      FROM (${numbers}) chosen`)
    await run(`
      INSERT INTO "ActivityText" ("activityId", locale, title, summary)
      SELECT ${id('activity', 'a')}, locale,
        (ARRAY[${names.map((words) => `ARRAY['${words.join("','")}']`).join(',')}])[t + 1][a / 52 % 4 + 1] || ' ' || a,
        'Samen leren, in kleine stappen.'
      FROM (${numbers}) chosen, unnest('{nl,en}'::"Locale"[]) locale`)
    for (let time = from; time <= until; time += rowsAtOnce / sessionsOfActivity) {
      const last = Math.min(until, time + rowsAtOnce / sessionsOfActivity - 1)
      await run(`
        INSERT INTO "Session" (id, "activityId", "startsAt", "endsAt", capacity, "goingCount", code)
        SELECT ${id('session', "a || '-' || s")}, ${id('activity', 'a')}, starts, starts + interval '2 hours', 12,
          CASE WHEN (a + s) % 17 = 0 THEN 12 ELSE (a + s) % 11 END, 'c' || a || '-' || s
        FROM generate_series(${time}, ${last}) a, generate_series(0, ${sessionsOfActivity - 1}) s,
          LATERAL (SELECT date_trunc('day', '${at}'::timestamptz) - interval '${daysBefore} days'
            + make_interval(days => (a * 3 + s * ${Math.floor(daysInAll / sessionsOfActivity)}) % ${daysInAll},
              hours => 8 + a / 4 % 12) AS starts) moment`)
    }
  }
  await run('ANALYZE')
  const { id: cityId } = await db.city.findUniqueOrThrow({
    where: { slug: 'city-0' },
    select: { id: true },
  })
  return cityId
}
