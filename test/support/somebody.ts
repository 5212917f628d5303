import { pino } from 'pino'
import { citiesOf } from '../../src/cities/cities.ts'
import { readCity } from '../../src/cities/city.ts'
import { type ChoiceMeaning, encodeChoice } from '../../src/conversation/choice.ts'
import { createHandleMessage } from '../../src/conversation/handle.ts'
import { bodyOfText, type MessageBody } from '../../src/conversation/message.ts'
import { replySchema } from '../../src/conversation/reply.ts'
import type { Database } from '../../src/database/client.ts'
import { meet } from '../../src/learners/meet.ts'
import { testNow } from './clock.ts'
import { testDeps } from './deps.ts'

/** Gives people who talk through the one door for messages, on a made-up channel where nothing is sent. */
export function somebodyIn(db: Database, deps = testDeps()) {
  let nextPerson = 0
  /** Somebody who works somewhere as something, or nowhere; what they are answered to a message, by keys. */
  return async (role: 'worker' | 'admin' | null, organisation = 'buurthuis-de-kade') => {
    const city = await readCity(db, 'rotterdam')
    if (city === null) throw new Error('There is no city')
    nextPerson += 1
    const address = `person-${nextPerson}`
    const { personId, identityId, learnerCode } = await db.$transaction((tx) =>
      meet(tx, deps, {
        ...{ channel: 'test', address, cityId: city.id, cityChosen: true },
        ...{ locale: 'en', now: testNow },
      }),
    )
    await db.person.update({ where: { id: personId }, data: { localeChosen: true } })
    const { id: organisationId } = await db.organisation.findFirstOrThrow({
      where: { slug: organisation },
    })
    if (role !== null) {
      await db.membership.create({ data: { personId, organisationId, role, since: testNow } })
    }
    const handle = createHandleMessage({
      db,
      deps,
      cities: citiesOf(() => [city]),
      log: pino({ level: 'silent' }),
      atOnce: null,
      observe: () => {},
    })
    let updates = 0
    /** The keys of all that was put in the outbox for them, oldest first. */
    const received = async () => {
      const sent = await db.delivery.findMany({ where: { identityId }, orderBy: { id: 'asc' } })
      return sent.flatMap((row) => replySchema.parse(row.reply).paragraphs.map(({ key }) => key))
    }
    const send = async (body: MessageBody) => {
      updates += 1
      const updateId = `${address}-${updates}`
      await handle({ channel: 'test', updateId, sender: address, body, interaction: null })
      const last = await db.delivery.findFirst({ where: { identityId }, orderBy: { id: 'desc' } })
      return replySchema.parse(last?.reply).paragraphs.map(({ key }) => key)
    }
    return {
      personId,
      organisationId,
      code: learnerCode,
      received,
      say: (typed: string) => send(bodyOfText(typed)),
      press: (meaning: ChoiceMeaning) => send({ kind: 'choice', value: encodeChoice(meaning) }),
      leave: () => db.membership.updateMany({ where: { personId }, data: { endedAt: testNow } }),
    }
  }
}
