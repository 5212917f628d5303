import { parseArgs } from 'node:util'
import { readCity } from '../cities/city.ts'
import { commandWord } from '../conversation/commands.ts'
import type { Database } from '../database/client.ts'
import type { Deps } from '../deps.ts'
import type { SafeFetch } from '../http/safe-fetch.ts'
import type { Tally } from '../imports/tally.ts'
import { locales } from '../language/locale.ts'
import { addOrganisation } from '../organisations/add-organisation.ts'
import { invitationHours, invite } from '../organisations/invite.ts'
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
  npm run city -- add-organisation <short-name> --name "<name>" --about-nl "<text>" --about-en "<text>" [--website <address>]
  npm run city -- invite <short-name> worker|admin
${importUsage}
${topicUsage}`

/** Carries out one command of `npm run city`. */
export async function runCityCommand(
  service: CityCommandService,
  typed: readonly string[],
): Promise<CommandOutcome> {
  const [command, ...rest] = typed
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
  const city = await readCity(db)
  if (city === null)
    return fault('There is no city yet. Start Stapje once, or load your city first.')
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
  [slug = '', role = 'worker']: readonly string[],
): Promise<CommandOutcome> {
  const { db } = service
  if (slug === '' || (role !== 'worker' && role !== 'admin')) return fault(usage)
  const organisation = await db.organisation.findFirst({
    where: { slug, leftAt: null },
    select: { id: true, name: true },
  })
  if (organisation !== null) return inviteFor(service, organisation, role)
  const known = await db.organisation.findMany({
    where: { leftAt: null },
    orderBy: { slug: 'asc' },
    select: { slug: true },
  })
  const slugs = known.map((each) => each.slug).join(', ')
  return fault(`There is no organisation ${slug}. There are: ${slugs}`)
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
