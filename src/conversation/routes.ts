import { readSessionCode } from '../activities/session-code.ts'
import type { Ask } from '../understand/asks.ts'
import type { Intent } from '../understand/understood.ts'
import { isBadgeChoice } from './badge-choice.ts'
import type { ChoiceMeaning } from './choice.ts'
import { runWorkerCommand } from './commands/run.ts'
import type { OpenCommandName } from './commands.ts'
import { pickedFormTurn } from './forms/answer-form.ts'
import { idRoutes } from './id-routes.ts'
import { reply, text } from './reply.ts'
import { readStartPayload, type StartPurpose } from './start-payload.ts'
import type { Turn, TurnResult, TypedTurn } from './turn.ts'
import { actForTurn } from './turns/act-for.ts'
import { badgeChoiceTurn } from './turns/badge-choices.ts'
import { myBadgesTurn } from './turns/badges.ts'
import { cancelSignupTurn, typedCancelTurn } from './turns/cancel-signup.ts'
import { askCodeTurn, startedCheckInTurn } from './turns/check-in.ts'
import { complimentsTurn } from './turns/compliments.ts'
import { disconnectTurn, typedConnectTurn } from './turns/connect.ts'
import { crisisTurn } from './turns/crisis.ts'
import { declineTurn, keepAfterAllTurn } from './turns/decline.ts'
import { exampleTurn } from './turns/example.ts'
import {
  anotherDayTurn,
  findTurn,
  openSearch,
  searchDaysTurn,
  searchFor,
  unknownTurn,
} from './turns/find.ts'
import { forMeTurn, recommendationsTurn, whyForMeTurn } from './turns/for-me.ts'
import { askForgetTurn, forgetNotTurn, forgetTurn } from './turns/forget.ts'
import { doneTurn, humanTurn } from './turns/hand-over.ts'
import { helpTurn } from './turns/help.ts'
import { howWasItTurn } from './turns/how-was-it.ts'
import { removeImportTurn } from './turns/import-badge.ts'
import { joinTurn } from './turns/join.ts'
import { languageTurn } from './turns/language.ts'
import { moreTurn } from './turns/more.ts'
import { myDataTurn } from './turns/my-data.ts'
import { pathwaysTurn } from './turns/pathways.ts'
import { askName, endShareTurn, shareNameTurn, typedShareTurn } from './turns/share.ts'
import { sharingTurn } from './turns/sharing.ts'
import { signUpTurn, typedSignUpTurn } from './turns/sign-up.ts'
import { greet, thanks } from './turns/small-talk.ts'
import { startTurn, stopTurn } from './turns/stop-and-start.ts'
import { storyNoTurn, storyTurn, storyWithdrawTurn, storyYesTurn } from './turns/story.ts'
import { toldStepTurn } from './turns/told-step.ts'
import { weeklyTipTurn } from './turns/weekly-tip.ts'

type Answered = TurnResult | Promise<TurnResult>

/** What each intent of typed words leads to. */
export const intentRoutes: Readonly<Record<Intent, (turn: TypedTurn) => Answered>> = {
  crisis: (turn) => crisisTurn(turn, turn.text),
  find: findTurn,
  signup: typedSignUpTurn,
  cancel_signup: typedCancelTurn,
  my_badges: myBadgesTurn,
  share_badge: typedShareTurn,
  checkin: toldStepTurn,
  help: (turn) => helpTurn(turn, ''),
  greet,
  thanks,
  stop: stopTurn,
  start: startTurn,
  language: (turn) => languageTurn(turn, turn.understood.languageAsked),
  delete_my_data: askForgetTurn,
  export_my_data: myDataTurn,
  connect: (turn) => typedConnectTurn(turn, turn.text),
  disconnect: disconnectTurn,
  human: humanTurn,
  referral: (turn) => searchFor(turn, openSearch),
  unknown: unknownTurn,
}

/** What each of everybody's commands leads to; `rest` is what was typed after it. */
export const commandRoutes: Readonly<
  Record<OpenCommandName, (turn: Turn, rest: string) => Answered>
> = {
  start: startCommandTurn,
  help: helpTurn,
  badges: myBadgesTurn,
  language: (turn) => languageTurn(turn, null),
  story: storyTurn,
  stop: stopTurn,
  data: myDataTurn,
  forget: askForgetTurn,
  connect: typedConnectTurn,
  disconnect: disconnectTurn,
  join: joinTurn,
  done: doneTurn,
  sharing: sharingTurn,
  pathways: pathwaysTurn,
}

/** `/start`, and a link that was followed: what comes after it says what for. */
async function startCommandTurn(turn: Turn, rest: string): Promise<TurnResult> {
  const started = turn.person.stoppedAt === null ? null : await startTurn(turn)
  const link = readStartPayload(rest)
  if (link !== null) return startRoutes[link.purpose](turn, link.code)
  if (readSessionCode(rest) !== null) return startedCheckInTurn(turn, rest)
  return started ?? greet(turn)
}

/** What following a link to the chat leads to. */
const startRoutes: Readonly<Record<StartPurpose, (turn: Turn, code: string) => Answered>> = {
  join: joinTurn,
  checkin: startedCheckInTurn,
  // Where there are several cities the link was followed before this; where there is one, it is that one.
  city: greet,
}

/** What questions in set words lead to. */
export const askRoutes: Readonly<Record<Ask, (turn: Turn) => Answered>> = {
  pathways: pathwaysTurn,
  sharing: sharingTurn,
  story: (turn) => storyTurn(turn, ''),
  arrived: askCodeTurn,
  forMe: forMeTurn,
  whyForMe: whyForMeTurn,
}

/** Answers a pressed button, or its number or words typed. */
export function choiceRoute(turn: Turn, meaning: ChoiceMeaning): Answered {
  if (isBadgeChoice(meaning)) return badgeChoiceTurn(turn, meaning)
  if ('id' in meaning) return idRoutes[meaning.kind](turn, meaning.id)
  switch (meaning.kind) {
    case 'signUp':
      return signUpTurn(turn, meaning.sessionId)
    case 'cancelSignup':
      return cancelSignupTurn(turn, meaning.sessionId)
    case 'more':
      return moreTurn(turn, meaning.sessionId)
    case 'anotherDay':
      return anotherDayTurn(turn)
    case 'searchDays':
      return searchDaysTurn(turn, meaning)
    case 'forMe':
      return forMeTurn(turn)
    case 'whyForMe':
      return whyForMeTurn()
    case 'recommendations':
      return recommendationsTurn(turn, meaning.wanted)
    case 'myBadges':
      return myBadgesTurn(turn)
    case 'share':
      return askName(meaning.awardId)
    case 'decline':
      return declineTurn(turn, meaning.awardId)
    case 'keepAfterAll':
      return keepAfterAllTurn(turn, meaning.awardId)
    case 'shareName':
      return shareNameTurn(turn, meaning.name, meaning.awardId)
    case 'endShare':
      return endShareTurn(turn, meaning.shareId)
    case 'removeImport':
      return removeImportTurn(turn, meaning.importId)
    case 'storyYes':
      return storyYesTurn(turn, meaning.name, meaning.storyId)
    case 'storyNo':
      return storyNoTurn(turn, meaning.storyId)
    case 'storyWithdraw':
      return storyWithdrawTurn(turn, meaning.storyId)
    case 'setLanguage':
      return languageTurn(turn, meaning.locale)
    case 'example':
      return exampleTurn(turn, meaning.example)
    case 'compliments':
      return complimentsTurn(turn, meaning.wanted)
    case 'weeklyTip':
      return weeklyTipTurn(turn, meaning.wanted)
    case 'howWasIt':
      return howWasItTurn(turn, meaning.said)
    case 'help':
      return helpTurn(turn, '')
    case 'start':
      return startTurn(turn)
    case 'command':
      return runWorkerCommand(turn, meaning.command, meaning.rest)
    case 'form':
      return pickedFormTurn(turn, meaning)
    case 'actFor':
      return actForTurn(turn, meaning.organisationId)
    case 'talkToPerson':
      return humanTurn(turn)
    case 'leaveIt':
      return { replies: [reply({ paragraphs: [text('session.left')] })] }
    case 'forget':
      return forgetTurn(turn, meaning.badges)
    case 'forgetNot':
      return forgetNotTurn()
    case 'disconnect':
      return disconnectTurn(turn)
  }
}
