import type { Intent } from '../understand/understood.ts'
import type { ChoiceMeaning } from './choice.ts'
import type { CommandName } from './commands.ts'
import type { Turn, TurnResult, TypedTurn } from './turn.ts'
import { awardTurn } from './turns/award.ts'
import { myBadgesTurn } from './turns/badges.ts'
import { cancelSignupTurn, typedCancelTurn } from './turns/cancel-signup.ts'
import { crisisTurn } from './turns/crisis.ts'
import { exampleTurn } from './turns/example.ts'
import { anotherDayTurn, findTurn, openSearch, searchDaysTurn, searchFor } from './turns/find.ts'
import { joinTurn } from './turns/join.ts'
import { languageTurn } from './turns/language.ts'
import { moreTurn } from './turns/more.ts'
import { askName, endShareTurn, shareNameTurn, typedShareTurn } from './turns/share.ts'
import { signUpTurn, typedSignUpTurn } from './turns/sign-up.ts'
import { checkin, greet, help, human, rights, thanks, unknown } from './turns/small-talk.ts'
import { startTurn, stopTurn } from './turns/stop-and-start.ts'
import { storyNoTurn, storyTurn, storyWithdrawTurn, storyYesTurn } from './turns/story.ts'

type Answered = TurnResult | Promise<TurnResult>

/** What each intent of typed words leads to. */
export const intentRoutes: Readonly<Record<Intent, (turn: TypedTurn) => Answered>> = {
  crisis: crisisTurn,
  find: findTurn,
  signup: typedSignUpTurn,
  cancel_signup: typedCancelTurn,
  my_badges: myBadgesTurn,
  share_badge: typedShareTurn,
  checkin,
  help,
  greet,
  thanks,
  stop: stopTurn,
  start: startTurn,
  language: (turn) => languageTurn(turn, turn.understood.languageAsked),
  delete_my_data: rights,
  export_my_data: rights,
  human,
  referral: (turn) => searchFor(turn, openSearch),
  unknown: (turn) => unknown(turn.text),
}

/** What each command leads to; `rest` is what was typed after it. */
export const commandRoutes: Readonly<Record<CommandName, (turn: Turn, rest: string) => Answered>> =
  {
    start: (turn) => (turn.person.stoppedAt === null ? greet(turn) : startTurn(turn)),
    help,
    badges: myBadgesTurn,
    language: (turn) => languageTurn(turn, null),
    story: storyTurn,
    stop: stopTurn,
    award: awardTurn,
    join: joinTurn,
  }

/** Answers a pressed button, or its number or words typed. */
export function choiceRoute(turn: Turn, meaning: ChoiceMeaning): Answered {
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
    case 'myBadges':
      return myBadgesTurn(turn)
    case 'share':
      return askName(meaning.awardId)
    case 'shareName':
      return shareNameTurn(turn, meaning.name, meaning.awardId)
    case 'endShare':
      return endShareTurn(turn, meaning.shareId)
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
    case 'help':
      return help(turn)
    case 'start':
      return startTurn(turn)
  }
}
