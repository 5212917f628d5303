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
const peopleAtOnce = 20

/** How long one award may wait for its turn at a busy database. */
const giveTimeoutMilliseconds = 20_000

/** How many lines of the result stand in one message: below 400 characters. */
const linesInMessage = 12

const payload = z.object({
  batchId: z.uuid(),
  sessionId: z.uuid(),
  achievementId: z.uuid(),
  givenById: z.uuid(),
  noteSealed: z.string().nullable(),
})

/** What the queue keeps of it. */
export type AwardEveryoneJob = z.infer<typeof payload>

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

/** What became of one of many. */
export type Fate = 'given' | 'had' | 'own' | 'failed'

/** The queue's task. */
export const awardEveryoneTasks = (service: AwardEveryoneService): TaskList => ({
  [awardEveryoneTask]: async (typed: unknown) => {
    await giveToEveryone(service, payload.parse(typed))
  },
})

/**
 * Gives the badge to everyone who was there and tells the worker how it went: one transaction a
 * person, so that what fails for one does not keep it from the next. Taken up again after a crash, it
 * gives nothing twice and says the same of everybody.
 *
 * @returns what became of each.
 */
export async function giveToEveryone(
  service: AwardEveryoneService,
  job: AwardEveryoneJob,
): Promise<readonly Fate[]> {
  const { db, deps } = service
  const { batchId, sessionId, achievementId, givenById, noteSealed } = job
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
  const fates: Fate[] = []
  for (let from = 0; from < signups.length; from += peopleAtOnce) {
    const some = signups.slice(from, from + peopleAtOnce).map(({ person }) => person)
    const known = await fatesKnown(db, job, some)
    for (const { id: personId, learnerCode: code } of some) {
      const gift = { learner: { personId, code }, badge, note, givenById, batchId }
      fates.push(known.get(personId) ?? (await giveOne(service, gift)))
    }
    const [done, count] = [fates.length, signups.length]
    if (done < count) {
      await tell(reply({ paragraphs: [text('awarding.progress', { done, count })] }))
    }
  }
  const lines = signups.map(({ person }, index) =>
    text(`awarding.${fates[index] ?? 'failed'}`, { code: person.learnerCode }),
  )
  await tell(...resultReplies(badge.name, lines))
  return fates
}

/** Who has the badge already, from us a moment ago or from before; nobody gives one to themselves. */
async function fatesKnown(
  db: Database,
  { achievementId, batchId, givenById }: AwardEveryoneJob,
  people: readonly { readonly id: string }[],
): Promise<ReadonlyMap<string, Fate>> {
  const standing = await db.award.findMany({
    where: { achievementId, personId: { in: people.map(({ id }) => id) }, stands: true },
    select: { id: true, personId: true },
  })
  const ours = await db.auditEntry.findMany({
    where: { batchId, subjectType: 'award', subjectId: { in: standing.map(({ id }) => id) } },
    select: { subjectId: true },
  })
  const isOurs = (awardId: string) => ours.some(({ subjectId }) => subjectId === awardId)
  const known = new Map<string, Fate>([[givenById, 'own']])
  for (const { id, personId } of standing) {
    if (personId !== null) known.set(personId, isOurs(id) ? 'given' : 'had')
  }
  return known
}

/** Gives one badge; a fault is noted, told as such, and keeps nobody else from theirs. */
async function giveOne(
  { db, deps, log }: AwardEveryoneService,
  gift: Parameters<typeof giveBadge>[2],
): Promise<Fate> {
  try {
    const { kind } = await db.$transaction((tx) => giveBadge(tx, deps, gift), {
      maxWait: giveTimeoutMilliseconds,
      timeout: giveTimeoutMilliseconds,
    })
    return kind
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
