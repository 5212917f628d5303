import type { WorkerCommandName } from '../commands.ts'
import { endorseTurn } from '../turns/endorse.ts'
import { activityCommand } from './activity.ts'
import { adminCommand } from './admin.ts'
import { auditCommand } from './audit.ts'
import { awardCommand } from './award.ts'
import { badgeCommand } from './badge.ts'
import { evidenceCommand } from './evidence.ts'
import { failedCommand } from './failed.ts'
import { hoursCommand } from './hours.ts'
import { inviteCommand } from './invite.ts'
import { learnerCommand } from './learner.ts'
import { leaveCommand } from './leave.ts'
import { membersCommand } from './members.ts'
import { organisationCommand } from './organisation.ts'
import { pathwayCommand } from './pathway.ts'
import { referCommand } from './refer.ts'
import { sessionCommand } from './session.ts'
import { statsCommand } from './stats.ts'
import { reinstateCommand, revokeCommand, suspendCommand } from './status.ts'
import { storiesCommand } from './stories.ts'
import { undoCommand } from './undo.ts'
import type { WorkerCommand } from './worker-command.ts'

/** Every command of those who work for an organisation. A new one has its words in `commands.json`. */
export const workerCommands: Readonly<Record<WorkerCommandName, WorkerCommand>> = {
  organisation: organisationCommand,
  award: awardCommand,
  session: sessionCommand,
  learner: learnerCommand,
  refer: referCommand,
  pathway: pathwayCommand,
  stats: statsCommand,
  stories: storiesCommand,
  failed: failedCommand,
  admin: adminCommand,
  hours: hoursCommand,
  undo: undoCommand,
  revoke: revokeCommand,
  suspend: suspendCommand,
  reinstate: reinstateCommand,
  activity: activityCommand,
  badge: badgeCommand,
  evidence: evidenceCommand,
  endorse: { role: 'worker', turn: endorseTurn },
  invite: inviteCommand,
  members: membersCommand,
  leave: leaveCommand,
  audit: auditCommand,
}
