import type { Transaction } from '../database/client.ts'
import type { Deps } from '../deps.ts'

/** So many wrong codes in {@link withinMilliseconds} are somebody who guesses, or needs help. */
const mostWrong = 5
const withinMilliseconds = 10 * 60_000
/** Then a code is not looked at for so long after the last wrong one. */
const waitMilliseconds = 15 * 60_000

type Guesser = { readonly personId: string; readonly now: Date }

const hashOf = (deps: Pick<Deps, 'seals'>, personId: string) =>
  deps.seals.lookup('wrong-code', personId)

/** Until when a person must wait before a code is looked at again; null when they need not. */
export async function mustWaitUntil(
  tx: Transaction,
  deps: Pick<Deps, 'seals'>,
  { personId, now }: Guesser,
): Promise<Date | null> {
  const tried = await tx.wrongCode.findUnique({
    where: { personHash: hashOf(deps, personId) },
    select: { count: true, lastAt: true },
  })
  if (tried === null || tried.count < mostWrong) return null
  const until = new Date(tried.lastAt.getTime() + waitMilliseconds)
  return now < until ? until : null
}

/** Notes that a person tried a code that is not known. Their own messages come one after another. */
export async function noteWrongCode(
  tx: Transaction,
  deps: Pick<Deps, 'seals'>,
  { personId, now }: Guesser,
): Promise<void> {
  const personHash = hashOf(deps, personId)
  const tried = await tx.wrongCode.findUnique({
    where: { personHash },
    select: { count: true, firstAt: true, lastAt: true },
  })
  const goesOn =
    tried !== null &&
    tried.count < mostWrong &&
    now.getTime() - tried.firstAt.getTime() < withinMilliseconds
  await tx.wrongCode.upsert({
    where: { personHash },
    create: { personHash, count: 1, firstAt: now, lastAt: now },
    update: goesOn
      ? { count: { increment: 1 }, lastAt: now }
      : { count: 1, firstAt: now, lastAt: now },
    select: { personHash: true },
  })
}

/** Forgets what was tried before the longest wait could still count. */
export async function forgetWrongCodes(
  tx: Pick<Transaction, 'wrongCode'>,
  now: Date,
): Promise<void> {
  const before = new Date(now.getTime() - withinMilliseconds - waitMilliseconds)
  await tx.wrongCode.deleteMany({ where: { lastAt: { lt: before } } })
}
