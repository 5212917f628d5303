import type { TaskList } from 'graphile-worker'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { Database, Transaction } from '../database/client.ts'
import { Prisma } from '../database/generated/client.ts'
import { notify } from '../delivery/notify.ts'
import type { Deps } from '../deps.ts'
import { faultOf } from '../fault.ts'
import { inEveryLocale } from '../language/in-every-locale.ts'
import { wasThere } from '../organisations/awardees.ts'
import { commandChoice } from './commands/command-choice.ts'
import { giveBadge } from './commands/give-badge.ts'
import { type Reply, reply, type Text, text } from './reply.ts'

/** The name of the queue's task that gives one badge to everyone who was at a session. */
export const awardEveryoneTask = 'award-everyone'

/** After so many people the worker hears how far it is. */
const progressEvery = 20

/** How many lines of the result stand in one message: below 400 characters. */
const linesInMessage = 12

const payload = z.object({
  batchId: z.uuid(),
  sessionId: z.uuid(),
  achievementId: z.uuid(),
  givenById: z.uuid(),
  noteSealed: z.string().nullable(),
})

/** Which badge for whom, and from whom. */
export interface ForEveryone {
  readonly sessionId: string
  readonly achievementId: string
  readonly note: string | null
  readonly givenById: string
}

/** Asks the queue to give a badge to everyone who was there; nothing is given yet when this returns. */
export async function awardEveryone(
  tx: Transaction,
  deps: Deps,
  { note, ...asked }: ForEveryone,
): Promise<void> {
  const batchId = deps.newId()
  const noteSealed = note === null ? null : await deps.seals.seal('note', note)
  const job = payload.parse({ ...asked, batchId, noteSealed })
  await tx.$executeRaw(Prisma.sql`
    SELECT graphile_worker.add_job(${awardEveryoneTask}, ${JSON.stringify(job)}::json,
      job_key := ${`${awardEveryoneTask}:${batchId}`})`)
}

/** What the task runs on. */
export interface AwardEveryoneService {
  readonly db: Database
  readonly deps: Deps
  readonly log: Logger
}

type Fate = 'given' | 'had' | 'own' | 'failed'

/**
 * The task itself: one transaction a person, so that what fails for one does not keep it from the
 * next. Taken up again after a crash, it gives nothing twice and says the same of everybody.
 */
export function awardEveryoneTasks(service: AwardEveryoneService): TaskList {
  const { db, deps } = service
  return {
    [awardEveryoneTask]: async (typed: unknown) => {
      const { batchId, sessionId, achievementId, givenById, noteSealed } = payload.parse(typed)
      const note = noteSealed === null ? null : await deps.seals.open('note', noteSealed)
      const { texts } = await db.achievement.findUniqueOrThrow({
        where: { id: achievementId },
        select: { texts: { select: { locale: true, name: true } } },
      })
      const badge = { achievementId, name: inEveryLocale(texts, (row) => row.name) }
      const signups = await db.signup.findMany({
        where: { sessionId, ...wasThere },
        orderBy: [{ checkedInAt: 'asc' }, { id: 'asc' }],
        select: { person: { select: { id: true, learnerCode: true } } },
      })
      const tell = (...replies: Reply[]) =>
        db.$transaction((tx) => notify(tx, { personId: givenById, replies, now: deps.clock() }))
      const lines: Text[] = []
      for (const { person } of signups) {
        const learner = { personId: person.id, code: person.learnerCode }
        const fate: Fate =
          person.id === givenById
            ? 'own'
            : await giveOne(service, { learner, badge, note, givenById, batchId })
        lines.push(text(`awarding.${fate}`, { code: person.learnerCode }))
        const [done, count] = [lines.length, signups.length]
        if (done % progressEvery === 0 && done < count) {
          await tell(reply({ paragraphs: [text('awarding.progress', { done, count })] }))
        }
      }
      await tell(...resultReplies(badge.name, lines))
    },
  }
}

type One = Parameters<typeof giveBadge>[2] & { readonly batchId: string }

async function giveOne({ db, deps, log }: AwardEveryoneService, gift: One): Promise<Fate> {
  try {
    return await db.$transaction(async (tx) => {
      const outcome = await giveBadge(tx, deps, gift)
      if (outcome.kind === 'given') return 'given'
      const { batchId } = gift
      const ours = await tx.auditEntry.count({ where: { batchId, subjectId: outcome.awardId } })
      return ours > 0 ? 'given' : 'had'
    })
  } catch (cause) {
    log.error({ fault: faultOf(cause) }, 'a badge for one of many was not given')
    return 'failed'
  }
}

function resultReplies(
  name: { readonly nl: string; readonly en: string },
  lines: readonly Text[],
): Reply[] {
  const badge = { kind: 'either', ...name } as const
  const parts: Reply[] = []
  for (let from = 0; from === 0 || from < lines.length; from += linesInMessage) {
    const shown = lines.slice(from, from + linesInMessage)
    const isLast = from + linesInMessage >= lines.length
    parts.push(
      reply({
        paragraphs: from === 0 ? [text('awarding.finished', { badge })] : [],
        cards: [{ title: badge, lines: [...shown], choices: [] }],
        ...(isLast && {
          closing: [text('awarding.canUndo')],
          choices: [commandChoice(text('awarding.undo'), 'undo')],
        }),
      }),
    )
  }
  return parts
}
