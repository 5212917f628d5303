import type { Database } from '../../src/database/client.ts'
import { createSeals } from '../../src/signing/seals.ts'

/** How much there is from before. */
export interface History {
  readonly people: number
  /** Messages in, each with its answer, that were not let go yet. */
  readonly messages: number
  /** The chat of the first person; the others follow it. */
  readonly firstChat: number
  /** What the service seals with: they are found again when they write. */
  readonly secret: string
}

const atOnce = 5_000
const messagesAtOnce = 100_000

/** Fills the service's database with people who wrote before. */
export async function fillHistory(db: Database, history: History): Promise<void> {
  const seals = createSeals(history.secret)
  const { id: cityId } = await db.city.findFirstOrThrow({ select: { id: true } })
  const addressSealed = await seals.seal('address', String(history.firstChat))
  for (let first = 0; first < history.people; first += atOnce) {
    const chats = Array.from(
      { length: Math.min(atOnce, history.people - first) },
      (_, index) => history.firstChat + first + index,
    )
    const lookups = chats.map((chat) => seals.lookup('telegram', String(chat)))
    await db.$executeRaw`
      WITH one AS (
        SELECT gen_random_uuid() AS "personId", gen_random_uuid() AS "identityId", lookup, place
        FROM unnest(${lookups}::text[]) WITH ORDINALITY AS each(lookup, place)
      ), person AS (
        INSERT INTO "Person" (id, "cityId", "learnerCode", locale, "subjectId", "createdAt")
        SELECT "personId", ${cityId}::uuid, 'OUD-' || (${first}::int + place), 'nl', gen_random_uuid(),
          now() - interval '90 days' FROM one RETURNING id
      ), told AS (
        INSERT INTO "Consent" (id, "personId", purpose, version, "givenAt", channel)
        SELECT gen_random_uuid(), "personId", c.purpose, c.version, now(), 'telegram'
        FROM one, (SELECT purpose, version FROM "Consent" ORDER BY "givenAt" DESC LIMIT 1) c
        WHERE EXISTS (SELECT FROM person)
      ), identity AS (
        INSERT INTO "ChannelIdentity" (id, "personId", channel, "addressLookup", "addressSealed",
          "createdAt", "lastMessageAt")
        SELECT "identityId", "personId", 'telegram', lookup, ${addressSealed},
          now() - interval '90 days', now() - interval '1 day' FROM one RETURNING id
      )
      INSERT INTO "Conversation" ("identityId", state, "updatedAt")
      SELECT "identityId", (SELECT state FROM "Conversation" LIMIT 1), now() - interval '1 day'
      FROM one WHERE EXISTS (SELECT FROM identity)`
  }
  for (let first = 0; first < history.messages; first += messagesAtOnce) {
    const last = Math.min(history.messages, first + messagesAtOnce) - 1
    await db.$executeRaw`
      INSERT INTO "ReceivedUpdate" (channel, "updateId", "receivedAt")
      SELECT 'telegram', 'before-' || n, now() - interval '6 days' * random()
      FROM generate_series(${first}::int, ${last}::int) n`
    await db.$executeRaw`
      WITH people AS MATERIALIZED (
        SELECT id, row_number() OVER () - 1 AS place FROM "ChannelIdentity" WHERE "addressSealed" = ${addressSealed}
      )
      INSERT INTO "Delivery" ("identityId", kind, status, locale, attempts, "providerMessageId", "createdAt", "sentAt")
      SELECT p.id, 'answer', 'sent', 'nl', 1, n::text, now() - interval '29 days' * random(), now()
      FROM generate_series(${first}::int, ${last}::int) n
      JOIN people p ON p.place = n % ${history.people}::int`
  }
  await db.$executeRaw`VACUUM (ANALYZE) "Delivery", "ReceivedUpdate", "Person", "ChannelIdentity", "Conversation", "Consent"`
}
