import { parseArgs } from 'node:util'
import { commandWord } from '../conversation/commands.ts'
import type { Database } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import type { SafeFetch } from '../http/safe-fetch.ts'
import type { Tally } from '../imports/tally.ts'
import { locales } from '../language/locale.ts'
import { addOrganisation } from '../organisations/add-organisation.ts'
import { invitationHours, invite } from '../organisations/invite.ts'
import { addCityCommand, addCityUsage } from './add-city-command.ts'
import { type CommandOutcome, fault } from './command-outcome.ts'
import { importCommand, importUsage } from './import-command.ts'
import { topicCommand, topicUsage } from './topic-command.ts'

/** What the commands need of the service. */
export interface CityCommandService {
  readonly db: Database
  readonly deps: Pick<Deps, 'clock' | 'randomBytes' | 'newId' | 'seals'>
  readonly fetch: SafeFetch
  /** Told after each batch of an import. */
  readonly onProgress?: (tally: Tally) => void
}

const usage = `Say what to do:
${addCityUsage}
  npm run city -- add-organisation <short-name> --name "<name>" --about-nl "<text>" --about-en "<text>" [--website <address>] [--city <city>]
  npm run city -- invite <short-name> worker|admin [<city>]
${importUsage}
${topicUsage}`

/** Carries out one command of `npm run city`. */
export async function runCityCommand(
  service: CityCommandService,
  typed: readonly string[],
): Promise<CommandOutcome> {
  const [command, ...rest] = typed
  if (command === 'add') return addCityCommand(service, rest)
  if (command === 'add-organisation') return addOrganisationCommand(service, rest)
  if (command === 'invite') return inviteCommand(service, rest)
  if (command === 'import') return importCommand(service, rest)
  if (command === 'topic') return topicCommand(service, rest)
  return fault(usage)
}

async function addOrganisationCommand(
  service: CityCommandService,
  typed: readonly string[],
): Promise<CommandOutcome> {
  const { db, deps } = service
  const { values, positionals } = parseArgs({
    args: [...typed],
    allowPositionals: true,
    strict: false,
    options: {
      name: { type: 'string' },
      'about-nl': { type: 'string' },
      'about-en': { type: 'string' },
      website: { type: 'string' },
      city: { type: 'string' },
    },
  })
  const [slug = ''] = positionals
  const said = (key: string) => {
    const value = values[key]
    return typeof value === 'string' ? value.trim() : ''
  }
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) || said('name') === '') return fault(usage)
  const about = {
    nl: said('about-nl') || said('about-en'),
    en: said('about-en') || said('about-nl'),
  }
  if (about.nl === '') return fault(usage)
  const website = said('website')
  if (website !== '' && !/^https?:\/\/\S+$/.test(website)) {
    return fault('A website is an address such as https://buurthuis.example.nl')
  }
  const cities = await db.city.findMany({
    orderBy: { slug: 'asc' },
    select: { id: true, slug: true },
  })
  const city = oneOf(cities, said('city'))
  if (city === null) return fault(whichCity(cities, said('city')))
  const outcome = await db.$transaction((tx) =>
    addOrganisation(tx, deps, {
      cityId: city.id,
      slug,
      name: said('name'),
      website: website || null,
      about,
    }),
  )
  if (outcome.kind === 'slugTaken') return fault(`There is an organisation ${slug} already.`)
  return inviteFor(service, { id: outcome.organisationId, name: said('name') }, 'admin')
}

async function inviteCommand(
  service: CityCommandService,
  [slug = '', role = 'worker', city = '']: readonly string[],
): Promise<CommandOutcome> {
  const { db } = service
  if (slug === '' || (role !== 'worker' && role !== 'admin')) return fault(usage)
  const organisations = await db.organisation.findMany({
    where: { slug, leftAt: null, ...(city !== '' && { city: { slug: city } }) },
    select: { id: true, name: true, city: { select: { slug: true } } },
  })
  const [organisation, another] = organisations
  if (another !== undefined) {
    return fault(
      whichCity(
        organisations.map((each) => each.city),
        '',
      ),
    )
  }
  if (organisation !== undefined) return inviteFor(service, organisation, role)
  const known = await db.organisation.findMany({
    where: { leftAt: null },
    orderBy: { slug: 'asc' },
    select: { slug: true },
  })
  const slugs = known.map((each) => each.slug).join(', ')
  return fault(`There is no organisation ${slug}. There are: ${slugs}`)
}

/** The city that was named, or the only one there is; null when neither is so. */
function oneOf<C extends { readonly slug: string }>(cities: readonly C[], named: string): C | null {
  const meant = named === '' ? cities : cities.filter(({ slug }) => slug === named)
  const [only, another] = meant
  return only === undefined || another !== undefined ? null : only
}

function whichCity(cities: readonly { readonly slug: string }[], named: string): string {
  if (cities.length === 0) return 'There is no city yet. Start Stapje once, or add your city first.'
  const slugs = cities.map(({ slug }) => slug).join(', ')
  return named === ''
    ? `Say for which city: ${slugs}`
    : `There is no city ${named}. There are: ${slugs}`
}

async function inviteFor(
  { db, deps }: CityCommandService,
  organisation: { readonly id: string; readonly name: string },
  role: 'worker' | 'admin',
): Promise<CommandOutcome> {
  const { code, expiresAt } = await db.$transaction((tx) =>
    invite(tx, deps, { organisationId: organisation.id, role, invitedById: null }),
  )
  const ways = locales.map((locale) => `/${commandWord(locale, 'join').name} ${code}`)
  return {
    kind: 'done',
    lines: [
      `Invitation for ${organisation.name} (${role}): ${code}`,
      `They type to the bot, within ${invitationHours} hours (until ${expiresAt.toISOString()}):`,
      `  ${ways.join('   or   ')}`,
    ],
  }
}
