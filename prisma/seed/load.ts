import type { Prisma, PrismaClient } from '../../src/database/generated/client.ts'
import type { CityData } from './city-data.ts'
import { cityIdOf, cityRows } from './city-rows.ts'
import { loadSessions } from './load-sessions.ts'
import { upsertRows } from './upsert-rows.ts'

/** What loading a city did. */
export interface LoadedCity {
  readonly cityId: string
  readonly sessionsAdded: number
}

/** A slow disk at the first start must not end it; Prisma's own limit is five seconds. */
const longestLoadMilliseconds = 60_000

/**
 * Puts a city's data in the database, in one transaction, with sessions for the coming 8 weeks.
 *
 * Call it at every start and once a day: it adds what is new and changes texts that differ. It never
 * deletes: sign-ups, badges and past sessions stay, and so does what was made in chat.
 *
 * @param data a checked city, such as `rotterdam` of demo-city.ts
 * @example await loadCity(db, rotterdam, new Date())
 */
export async function loadCity(db: PrismaClient, data: CityData, now: Date): Promise<LoadedCity> {
  return await db.$transaction(
    async (transaction) => {
      // Two programs that start at once must not give the same new session different codes.
      await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`city ${data.city.slug}`}))`
      await loadRows(transaction, data, now)
      const sessionsAdded = await loadSessions(transaction, data, now)
      return { cityId: cityIdOf(data), sessionsAdded }
    },
    { timeout: longestLoadMilliseconds, maxWait: longestLoadMilliseconds },
  )
}

/** The order is that of the references: a row comes after those it names. */
async function loadRows(transaction: Prisma.TransactionClient, data: CityData, now: Date) {
  const rows = cityRows(data, now)
  await upsertRows(transaction, { table: 'City', key: ['id'] }, rows.city)
  await upsertRows(transaction, { table: 'CityText', key: ['cityId', 'locale'] }, rows.cityTexts)
  await upsertRows(
    transaction,
    { table: 'CityHoliday', key: ['cityId', 'name', 'startDay'] },
    rows.holidays,
  )
  await upsertRows(transaction, { table: 'HelpLine', key: ['id'] }, rows.helpLines)
  await upsertRows(transaction, { table: 'Neighbourhood', key: ['id'] }, rows.neighbourhoods)
  await upsertRows(
    transaction,
    { table: 'Organisation', key: ['id'], keep: ['createdAt'] },
    rows.organisations,
  )
  await upsertRows(
    transaction,
    { table: 'OrganisationText', key: ['organisationId', 'locale'] },
    rows.organisationTexts,
  )
  await upsertRows(transaction, { table: 'Activity', key: ['id'] }, rows.activities)
  await upsertRows(
    transaction,
    { table: 'ActivityText', key: ['activityId', 'locale'] },
    rows.activityTexts,
  )
  await upsertRows(
    transaction,
    { table: 'Achievement', key: ['id'], keep: ['createdAt'] },
    rows.achievements,
  )
  await upsertRows(
    transaction,
    { table: 'AchievementText', key: ['achievementId', 'locale'] },
    rows.achievementTexts,
  )
  await upsertRows(transaction, { table: 'Alignment', key: ['id'] }, rows.alignments)
  await upsertRows(transaction, { table: 'Pathway', key: ['id'] }, rows.pathways)
  await upsertRows(
    transaction,
    { table: 'PathwayStep', key: ['pathwayId', 'achievementId'] },
    rows.pathwaySteps,
  )
}
