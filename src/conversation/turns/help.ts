import { type ActingFor, mayActAs, membershipsOf } from '../../organisations/membership.ts'
import { commandChoice } from '../commands/command-choice.ts'
import { workerCommands } from '../commands/registry.ts'
import {
  actionsOf,
  actionWord,
  commandWord,
  readCommand,
  type WorkerCommandName,
  workerCommandNames,
} from '../commands.ts'
import { type Reply, reply, type Text, text } from '../reply.ts'
import type { Turn, TurnResult } from '../turn.ts'
import { complimentsChoice } from './compliments.ts'
import { forMeChoice } from './for-me.ts'
import { suggestions } from './suggestions.ts'

/** What those who work for an organisation do most, as buttons. */
const workButtons = ['award', 'session', 'activity', 'invite'] as const

/** Says what the bot can do and the learner's own code, and to those who work for an organisation what they can. */
export async function helpTurn(turn: Turn, typed: string): Promise<TurnResult> {
  const memberships = await membershipsOf(turn.tx, turn.person.personId)
  const asked = workerCommandNames.find((name) => name === readCommand(typed.replace(/^\//, '')))
  if (memberships.length > 0 && asked !== undefined) return helpWith(turn, asked)
  const { milestonesWanted } = await turn.tx.person.findUniqueOrThrow({
    where: { id: turn.person.personId },
    select: { milestonesWanted: true },
  })
  const forWork = memberships.length === 0 ? [] : [workerHelp(turn, memberships)]
  return {
    replies: [
      reply({
        paragraphs: [
          text('help.what'),
          text('help.find'),
          text('help.badges'),
          text('help.cancel'),
          text('help.language'),
          text('help.rights'),
          text('help.stop'),
          text('badges.code', { code: turn.person.learnerCode }),
        ],
        choices: [...suggestions, forMeChoice, complimentsChoice(!milestonesWanted)],
      }),
      ...forWork,
    ],
  }
}

function workerHelp({ locale }: Turn, memberships: readonly ActingFor[]): Reply {
  const organisations = memberships.map(({ organisationName }) => organisationName)
  const isTheirs = (name: WorkerCommandName) => memberships.some((member) => mayGive(member, name))
  const names = workerCommandNames
    .filter(isTheirs)
    .map((name) => `/${commandWord(locale, name).name}`)
  const help = commandWord(locale, 'help').name
  return reply({
    paragraphs: [
      text('act.workerHelp', { organisation: { kind: 'list', items: organisations } }),
      text('act.commands', { names: names.join(' ') }),
      text('act.howHelp', { example: `/${help} ${commandWord(locale, 'award').name}` }),
    ],
    choices: workButtons
      .filter(isTheirs)
      .map((name) => commandChoice(text(`act.button.${name}`), name)),
  })
}

/** Whether there is something in a command that somebody may do for an organisation. */
function mayGive(member: ActingFor, name: WorkerCommandName): boolean {
  const { role, actions = {} } = workerCommands[name]
  return [role, ...Object.values(actions).map((action) => action.role)].some((needed) =>
    mayActAs(member, needed),
  )
}

function helpWith({ locale }: Turn, name: WorkerCommandName): TurnResult {
  const { description, usage } = commandWord(locale, name)
  const items = actionsOf(name).map((action) => actionWord(locale, name, action))
  const paragraphs: Text[] = [text('act.about', { description }), text('act.usage', { usage })]
  if (items.length > 0) {
    paragraphs.push(text('act.usageActions', { actions: { kind: 'list', items } }))
  }
  return { replies: [reply({ paragraphs })] }
}
