import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { EndorsementWords } from './endorsement-credential.ts'

const storedWords = z.object({ name: z.string(), organisation: z.string(), comment: z.string() })

/** Reads who said what. */
export const openWords = async (
  { seals }: Pick<Deps, 'seals'>,
  sealed: string,
): Promise<EndorsementWords> => storedWords.parse(JSON.parse(await seals.open('note', sealed)))
