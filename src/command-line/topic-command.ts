import { readCity } from '../cities/city.ts'
import type { Database } from '../database/client.ts'
import { foldWords } from '../language/fold-words.ts'
import { topics } from '../understand/understood.ts'
import { type CommandOutcome, fault } from './command-outcome.ts'

/** How the command is typed. */
export const topicUsage = '  npm run city -- topic <city> "<word>" <topic>'

/** `npm run city -- topic`: says which topic a word of a source stands for, in a city. */
export async function topicCommand(
  { db }: { readonly db: Database },
  [citySlug = '', typed = '', named = '']: readonly string[],
): Promise<CommandOutcome> {
  const word = foldWords(typed)
  if (citySlug === '' || word === '') return fault(`Say which word:\n${topicUsage}`)
  const topic = topics.find((known) => known === named)
  if (topic === undefined) return fault(`A topic is one of: ${topics.join(', ')}.`)
  const city = await readCity(db, citySlug)
  if (city === null) return fault(`There is no city ${citySlug}.`)
  await db.topicWord.upsert({
    where: { cityId_word: { cityId: city.id, word } },
    create: { cityId: city.id, word, topic },
    update: { topic },
  })
  return {
    kind: 'done',
    lines: [`In ${city.name.en} "${word}" stands for ${topic} from the next import on.`],
  }
}
