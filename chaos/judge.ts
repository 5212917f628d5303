import type { PhoneOwner, Phones } from '../bots/simulator/phones.ts'
import type { Database } from '../src/database/client.ts'
import type { Seals } from '../src/signing/seals.ts'
import { judgeCopies } from './judge-copies.ts'
import { judgePerson } from './judge-person.ts'
import type { Ledger } from './ledger.ts'
import type { Sent } from './people.ts'
import { fewPlaces, findPerson, type PreparedCity } from './prepare.ts'

/** One line of the table: what was counted, and whether it is as it must be. */
export interface Finding {
  readonly name: string
  readonly measured: string
  /** What it must be; null for what is only told. */
  readonly expected: string | null
  readonly holds: boolean
}

export interface Findings {
  readonly findings: readonly Finding[]
  /** What went wrong, in words; empty when all holds. */
  readonly details: readonly string[]
  readonly faults: readonly string[]
}

export interface Run {
  readonly db: Database
  readonly seals: Seals
  readonly city: PreparedCity
  readonly ledger: Ledger
  readonly phones: Phones
  readonly sent: Sent
  readonly models: readonly PhoneOwner[]
  readonly learners: readonly PhoneOwner[]
  readonly workers: readonly PhoneOwner[]
  readonly loadSeconds: number
  readonly drainSeconds: number
  readonly kills: number
  readonly interruptions: number
  readonly exitCodes: readonly (number | null)[]
  readonly faults: readonly string[]
}

/** Compares what is in the database and on the phones with what people did. */
export async function judge(run: Run): Promise<Findings> {
  const { db, sent, learners, workers, models } = run
  const details: string[] = []
  const everybody = [...models, ...learners, ...workers]

  const people = await Promise.all(everybody.map((owner) => judgePerson(run, owner)))
  const copies = await judgeCopies(run, everybody)
  if ((await db.delivery.count({ where: { status: 'pending' } })) > 0) {
    details.push(...(await waitingJobs(db)))
  }
  details.push(...people.flatMap(({ wrong }) => wrong), ...copies.wrong)

  const turns = await db.receivedUpdate.count()
  const answers = people.reduce((sum, { answers }) => sum + answers, 0)
  const expectedAnswers = people.reduce((sum, { expectedAnswers }) => sum + expectedAnswers, 0)
  const statuses = await db.delivery.groupBy({ by: ['status', 'failure'], _count: true })
  const countOf = (status: string) =>
    statuses.filter((each) => each.status === status).reduce((sum, { _count }) => sum + _count, 0)
  const failures = statuses.filter(({ status }) => status === 'failed')
  const withReason = failures.every(({ failure }) => failure !== null)
  const outcomes = await judgeOutcomes(run)

  const findings: Finding[] = [
    told('service processes killed hard', run.kills),
    told('stops and starts of the database', run.interruptions),
    told('load', `${run.loadSeconds.toFixed(0)} s, then ${run.drainSeconds.toFixed(1)} s to empty`),
    told('messages accepted', sent.accepted),
    told('sent again by the platforms', sent.again),
    must('turns', turns, sent.accepted),
    must('answers written', answers, expectedAnswers),
    must('replies still waiting', countOf('pending'), 0),
    told('replies delivered', countOf('sent')),
    {
      ...told('replies failed, with the reason', reasons(failures)),
      expected: 'each with a reason',
      holds: withReason,
    },
    must('people answered out of order', people.filter(({ isInOrder }) => !isInOrder).length, 0),
    must('people with a wrong answer', people.filter(({ wrong }) => wrong.length > 0).length, 0),
    told('copies where an answer was lost on the way', copies.lost),
    told('copies where the process was killed before noting the answer', copies.killed),
    must('copies without such a cause', copies.unexplained, 0),
    must('badges given', outcomes.awards, learners.length),
    must('signed up for the open session', outcomes.going, learners.length + models.length),
    must('places taken of the open session', outcomes.openCount, learners.length + models.length),
    must('places given of the small session', outcomes.smallGoing, fewPlaces),
    must('places counted of the small session', outcomes.smallCount, fewPlaces),
    must(
      'processes that stopped in order at the end',
      inOrder(run.exitCodes),
      run.exitCodes.length,
    ),
  ]
  return { findings, details, faults: run.faults }
}

/** What the queue still has, for who looks why something waits. */
async function waitingJobs(db: Database): Promise<readonly string[]> {
  const rows = await db.$queryRaw<{ job: string }[]>`
    SELECT concat_ws(' ', task_identifier, 'attempts', attempts, 'in',
      round(extract(epoch FROM run_at - now())), 's; held', locked_by IS NOT NULL, last_error) AS job
    FROM graphile_worker.jobs ORDER BY run_at LIMIT 10`
  return rows.map(({ job }) => `waits: ${job.slice(0, 300)}`)
}

const told = (name: string, measured: number | string): Finding => ({
  name,
  measured: String(measured),
  expected: null,
  holds: true,
})

const must = (name: string, measured: number, expected: number): Finding => ({
  name,
  measured: String(measured),
  expected: String(expected),
  holds: measured === expected,
})

const inOrder = (codes: readonly (number | null)[]) => codes.filter((code) => code === 0).length

const reasons = (failures: readonly { failure: string | null; _count: number }[]): string =>
  failures.map(({ failure, _count }) => `${failure ?? 'no reason'} ${_count}`).join(', ') || '0'

async function judgeOutcomes({ db, seals, city, learners }: Run) {
  const ids = await Promise.all(
    learners.map(async (owner) => (await findPerson(db, seals, owner)).personId),
  )
  const goingTo = (sessionId: string) => db.signup.count({ where: { sessionId, status: 'going' } })
  const counted = async (id: string) =>
    (await db.session.findUniqueOrThrow({ where: { id }, select: { goingCount: true } })).goingCount
  return {
    awards: await db.award.count({
      where: { achievementId: city.achievementId, personId: { in: ids } },
    }),
    going: await goingTo(city.openSession),
    openCount: await counted(city.openSession),
    smallGoing: await goingTo(city.smallSession),
    smallCount: await counted(city.smallSession),
  }
}
