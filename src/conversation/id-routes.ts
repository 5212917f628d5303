import type { IdAction } from './choice.ts'
import { cancelSessionTurn } from './commands/cancel-session.ts'
import { referToTurn } from './commands/suggest.ts'
import type { Turn, TurnResult } from './turn.ts'
import { endHandOverTurn, takeHandOverTurn } from './turns/hand-over.ts'
import { answerReferralTurn, decideReferralTurn, sendReferralAnswerTurn } from './turns/referral.ts'
import { answerSharingTurn } from './turns/sharing.ts'
import { acceptPlaceTurn, waitTurn } from './turns/wait.ts'

/** What a button about one thing leads to. */
export const idRoutes: Readonly<
  Record<IdAction, (turn: Turn, id: string) => TurnResult | Promise<TurnResult>>
> = {
  waitFor: waitTurn,
  acceptPlace: acceptPlaceTurn,
  cancelSession: cancelSessionTurn,
  takeHandOver: takeHandOverTurn,
  endHandOver: endHandOverTurn,
  allowSharing: answerSharingTurn('given'),
  refuseSharing: answerSharingTurn('refused'),
  withdrawSharing: answerSharingTurn('withdrawn'),
  agreeReferral: answerReferralTurn('offered'),
  refuseReferral: answerReferralTurn('withdrawn'),
  acceptReferral: decideReferralTurn('accepted'),
  declineReferral: decideReferralTurn('declined'),
  sendReferralAnswer: sendReferralAnswerTurn,
  referTo: referToTurn,
}
