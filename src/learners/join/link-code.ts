import type { Transaction } from '../../database/client.ts'
import type { Deps } from '../../deps.ts'

/** How long a code can be used, in minutes. */
export const linkCodeMinutes = 15

/** So many wrong codes from one app, and none is looked at for an hour. */
const mostGuesses = 5
const guessesMilliseconds = 3_600_000

const figures = 8

const wholeText = /^\s*(\d{4})[\s.–-]?(\d{4})\s*$/
const insideText = /(?<!\d)(\d{4})[\s.–-]?(\d{4})(?!\d)/

/** Reads a code that is all there is in a message: "4821 7730", "48217730"; null otherwise. */
export function readLinkCode(typed: string): string | null {
  return figuresOf(wholeText.exec(typed))
}

/** Finds a code among other words: "koppel 4821 7730"; null when there is none. */
export function findLinkCode(typed: string): string | null {
  return figuresOf(insideText.exec(typed))
}

function figuresOf(found: RegExpExecArray | null): string | null {
  const [, first = '', second = ''] = found ?? []
  return first === '' ? null : first + second
}

const hashOf = (deps: Pick<Deps, 'seals'>, code: string) => deps.seals.lookup('link-code', code)

/**
 * Makes a code that joins another app to this person. Earlier ones of the person end.
 *
 * @returns the code as it is shown, such as `4821 7730`; only a keyed hash of it is kept.
 */
export async function makeLinkCode(
  tx: Transaction,
  deps: Pick<Deps, 'seals' | 'randomBytes'>,
  request: { readonly personId: string; readonly now: Date },
): Promise<string> {
  const { personId, now } = request
  const chance = new DataView(Uint8Array.from(deps.randomBytes(8)).buffer).getBigUint64(0)
  const code = String(chance % 10n ** BigInt(figures)).padStart(figures, '0')
  await tx.linkCode.deleteMany({ where: { personId, usedAt: null } })
  await tx.linkCode.create({
    data: {
      codeHash: hashOf(deps, code),
      personId,
      createdAt: now,
      expiresAt: new Date(now.getTime() + linkCodeMinutes * 60_000),
    },
    select: { codeHash: true },
  })
  return `${code.slice(0, 4)} ${code.slice(4)}`
}

export type LinkCodeOutcome =
  | { readonly kind: 'accepted'; readonly personId: string }
  /** The code is of the person who typed it. */
  | { readonly kind: 'own' }
  /** No such code, used already, or too old: which one is not told. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'tooManyGuesses' }

/** Takes a code, once. The caller holds the lock on the identity that typed it. */
export async function acceptLinkCode(
  tx: Transaction,
  deps: Pick<Deps, 'seals'>,
  typed: {
    readonly identityId: string
    readonly personId: string
    readonly code: string
    readonly now: Date
  },
): Promise<LinkCodeOutcome> {
  const { identityId, now } = typed
  const { codeGuesses, codeGuessesSince } = await tx.channelIdentity.findUniqueOrThrow({
    where: { id: identityId },
    select: { codeGuesses: true, codeGuessesSince: true },
  })
  const isRecent =
    codeGuessesSince !== null && now.getTime() - codeGuessesSince.getTime() < guessesMilliseconds
  if (isRecent && codeGuesses >= mostGuesses) return { kind: 'tooManyGuesses' }
  const found = await tx.linkCode.findFirst({
    where: {
      codeHash: hashOf(deps, typed.code),
      usedAt: null,
      expiresAt: { gt: now },
      person: { erasingSince: null },
    },
    select: { codeHash: true, personId: true },
  })
  if (found?.personId === typed.personId) return { kind: 'own' }
  // Of two who type it at once, one is the first.
  const used =
    found !== null &&
    (await tx.linkCode.updateMany({
      where: { codeHash: found.codeHash, usedAt: null },
      data: { usedAt: now },
    }))
  if (found === null || used === false || used.count === 0) {
    await tx.channelIdentity.update({
      where: { id: identityId },
      data: isRecent
        ? { codeGuesses: { increment: 1 } }
        : { codeGuesses: 1, codeGuessesSince: now },
      select: { id: true },
    })
    return { kind: 'unknown' }
  }
  return { kind: 'accepted', personId: found.personId }
}
