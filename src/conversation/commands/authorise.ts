import {
  type ActingFor,
  mayActAs,
  membershipsOf,
  type NeededRole,
} from '../../organisations/membership.ts'
import { encodeChoice } from '../choice.ts'
import { commandWord } from '../commands.ts'
import { reply, type Text, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'
import { suggestions } from '../turns/suggestions.ts'

/** Whose right is asked after, and in which language the answer is. */
export type Actor = Pick<Turn, 'tx' | 'locale'> & {
  readonly person: Pick<Turn['person'], 'personId'>
}

export type Authorised =
  | { readonly kind: 'allowed'; readonly actingFor: ActingFor }
  | { readonly kind: 'answered'; readonly result: TurnResult }

/** What is asked for, and for which organisation if that is sure. */
export interface Authorisation {
  readonly role: NeededRole
  /** The one that a form was begun for; null takes the one that the person works for now. */
  readonly organisationId: string | null
  /** The command to carry out once the person has said for which organisation. */
  readonly command: string
  readonly rest: string
}

/**
 * The one place where a worker's right to act is decided: every command, every step of a form and
 * every sheet comes through here.
 *
 * @returns for whom the person acts, or the answer that says kindly that they do not.
 */
export async function authorise(turn: Actor, asked: Authorisation): Promise<Authorised> {
  const memberships = await membershipsOf(turn.tx, turn.person.personId)
  if (memberships.length === 0) return answered(notAWorker())
  const actingFor = await actsFor(turn, memberships, asked.organisationId)
  if (actingFor === null) {
    return asked.organisationId === null
      ? answered(askWhich(memberships, asked))
      : answered({ replies: [reply({ paragraphs: [text('act.gone')] })] })
  }
  if (!mayActAs(actingFor, asked.role)) {
    return answered(await adminOnly(turn, actingFor, asked.role, memberships.length > 1))
  }
  return { kind: 'allowed', actingFor }
}

const answered = (result: TurnResult): Authorised => ({ kind: 'answered', result })

/** What a learner reads who types a worker's command: nothing of any organisation. */
const notAWorker = (): TurnResult => ({
  replies: [reply({ paragraphs: [text('worker.notAllowed')], choices: [...suggestions] })],
})

/** The turn in the city that somebody works for, which need not be the one they live in. */
export const inCityOf = (turn: Turn, { cityId }: ActingFor): Turn => ({
  ...turn,
  city: turn.cities.byId(cityId) ?? turn.city,
})

/** The organisation a person acts for: the one asked, the only one, or the one they chose before. */
export async function actsFor(
  turn: Actor,
  memberships: readonly ActingFor[],
  organisationId: string | null,
): Promise<ActingFor | null> {
  const [only, ...others] = memberships
  const byId = (id: string | null) =>
    memberships.find((membership) => membership.organisationId === id) ?? null
  if (organisationId !== null) return byId(organisationId)
  if (only !== undefined && others.length === 0) return only
  const { actsForId } = await turn.tx.person.findUniqueOrThrow({
    where: { id: turn.person.personId },
    select: { actsForId: true },
  })
  return byId(actsForId)
}

/** Asks for which organisation; a command that waits for it is carried out then. */
export function askWhich(
  memberships: readonly ActingFor[],
  waiting: { readonly command: string; readonly rest: string },
): TurnResult {
  return {
    replies: [
      reply({
        paragraphs: [text('act.which')],
        choices: memberships.map(({ organisationId, organisationName }) => ({
          label: text('plain.text', { text: organisationName }),
          value: encodeChoice({ kind: 'actFor', organisationId }),
        })),
      }),
    ],
    question: { kind: 'actFor', command: waiting.command, rest: waiting.rest },
  }
}

/** Tells a worker who can do what they may not: the admins, by the codes that colleagues know. */
async function adminOnly(
  turn: Actor,
  { organisationId, organisationName, cityId, isCity }: ActingFor,
  needed: NeededRole,
  worksElsewhere: boolean,
): Promise<TurnResult> {
  if (needed === 'coordinator' && !isCity) {
    return cityOnly(turn, cityId, worksElsewhere)
  }
  const admins = await turn.tx.membership.findMany({
    where: { organisationId, role: 'admin', endedAt: null },
    orderBy: [{ since: 'asc' }, { id: 'asc' }],
    take: 3,
    select: { person: { select: { learnerCode: true } } },
  })
  const paragraphs: Text[] = [text('act.adminOnly', { organisation: organisationName })]
  if (admins.length > 0) {
    const items = admins.map(({ person }) => person.learnerCode)
    paragraphs.push(text('act.admins', { codes: { kind: 'list', items } }))
  }
  return refusal(turn, paragraphs, worksElsewhere)
}

/** Tells somebody that this is for the whole city; of who works there they read no codes. */
async function cityOnly(turn: Actor, cityId: string, worksElsewhere: boolean): Promise<TurnResult> {
  const own = await turn.tx.organisation.findFirst({
    where: { cityId, isCity: true, leftAt: null },
    select: { name: true },
  })
  const said = own === null ? text('act.nobody') : text('act.adminOnly', { organisation: own.name })
  return refusal(turn, [said], worksElsewhere)
}

function refusal(
  { locale }: Actor,
  paragraphs: readonly Text[],
  worksElsewhere: boolean,
): TurnResult {
  const { usage } = commandWord(locale, 'organisation')
  const elsewhere = worksElsewhere ? [text('act.otherOrganisation', { command: usage })] : []
  return { replies: [reply({ paragraphs: [...paragraphs, ...elsewhere] })] }
}
