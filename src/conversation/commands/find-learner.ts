import type { Transaction } from '../../database/client.ts'
import { readLearnerCode } from '../../learners/learner-code.ts'
import type { Awardee } from '../../organisations/awardees.ts'
import type { ActingFor } from '../../organisations/membership.ts'
import { type Text, text } from '../reply.ts'
import type { Turn } from '../turn.ts'

/** A learner of the city by the code that they showed. */
export type FoundLearner =
  | {
      readonly kind: 'found'
      readonly personId: string
      readonly code: string
      readonly rest: string
    }
  | { readonly kind: 'unknown'; readonly why: Text }
  | { readonly kind: 'missing' }

/** Who gets a badge, by the code that was typed; null when it is nobody's of the city. */
export async function learnerByCode(
  tx: Transaction,
  { cityId }: Pick<ActingFor, 'cityId'>,
  typed: string,
): Promise<Extract<Awardee, { readonly kind: 'learner' }> | null> {
  const learnerCode = readLearnerCode(typed)
  if (learnerCode === null) return null
  const found = await tx.person.findFirst({
    where: { learnerCode, cityId },
    select: { id: true, learnerCode: true },
  })
  return found && { kind: 'learner', personId: found.id, code: found.learnerCode }
}

/** Finds the learner whose code stands first in what was typed; `rest` is what comes after it. */
export async function findLearner(turn: Turn, typed: string): Promise<FoundLearner> {
  const [, first = ''] = /^(\p{L}+[\s\-–—_.]*\d{4}|\S+)/u.exec(typed) ?? []
  if (first === '') return { kind: 'missing' }
  const code = readLearnerCode(first)
  const learner =
    code === null
      ? null
      : await turn.tx.person.findFirst({
          where: { learnerCode: code, cityId: turn.city.id },
          select: { id: true, learnerCode: true },
        })
  if (learner === null) {
    return { kind: 'unknown', why: text('worker.unknownCode', { code: code ?? first }) }
  }
  return {
    kind: 'found',
    personId: learner.id,
    code: learner.learnerCode,
    rest: typed.slice(first.length).trim(),
  }
}
