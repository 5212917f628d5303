import { type AuditAction, auditActions } from '../../organisations/audit.ts'
import { type AuditLine, lastAudited } from '../../organisations/last-audited.ts'
import { type Card, reply, type Text, text } from '../reply.ts'
import type { WorkerCommand } from './worker-command.ts'

/** The words of each action; the dot in its name would be a path in the file of words. */
function sayAction({ action, code, name }: AuditLine): Text {
  const known = auditActions.find((each) => each === action)
  const values: Text['values'] = {
    code: code ?? { kind: 'texts', texts: [text('audit.somebody')] },
    name: { kind: 'either', ...name },
  }
  return known === undefined
    ? text('audit.action.other', { action })
    : text(`audit.action.${keys[known]}`, values)
}

const keys = {
  'award.given': 'award_given',
  'award.undone': 'award_undone',
  'award.revoked': 'award_revoked',
  'award.suspended': 'award_suspended',
  'award.reinstated': 'award_reinstated',
  'award.declined': 'award_declined',
  'award.kept': 'award_kept',
  'membership.begun': 'membership_begun',
  'membership.ended': 'membership_ended',
  'invitation.made': 'invitation_made',
  'activity.made': 'activity_made',
  'activity.changed': 'activity_changed',
  'achievement.made': 'achievement_made',
  'achievement.changed': 'achievement_changed',
  'session.opened': 'session_opened',
  'session.cancelled': 'session_cancelled',
  'learner.shown': 'learner_shown',
  'referral.asked': 'referral_asked',
  'referral.offered': 'referral_offered',
  'referral.accepted': 'referral_accepted',
  'referral.declined': 'referral_declined',
  'referral.withdrawn': 'referral_withdrawn',
  'handOver.taken': 'hand_over_taken',
  'handOver.ended': 'hand_over_ended',
  'pathway.made': 'pathway_made',
  'evidence.offered': 'evidence_offered',
  'story.approved': 'story_approved',
  'story.refused': 'story_refused',
} as const satisfies Record<AuditAction, string>

/** `/audit`: the last ten things that were done for the organisation, in words. */
export const auditCommand: WorkerCommand = {
  role: 'admin',
  async turn({ tx, deps, city }, { organisationId, organisationName: organisation }) {
    const lines = await lastAudited(tx, deps, organisationId)
    const cards = lines.map((line): Card => {
      const at = { kind: 'moment', at: line.at.toISOString(), timeZone: city.timeZone } as const
      return {
        title: { kind: 'texts', texts: [sayAction(line)] },
        lines: [
          text('audit.when', { moment: at }),
          line.actorCode === null
            ? text('audit.itself')
            : text('audit.who', { code: line.actorCode }),
          ...(line.reason === null ? [] : [text('audit.why', { reason: line.reason })]),
        ],
        choices: [],
      }
    })
    const paragraphs = [text(lines.length === 0 ? 'audit.none' : 'audit.list', { organisation })]
    return { replies: [reply({ paragraphs, cards })] }
  },
}
