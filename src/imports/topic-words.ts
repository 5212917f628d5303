import { z } from 'zod'
import en from '../../locales/en/import-topics.json' with { type: 'json' }
import nl from '../../locales/nl/import-topics.json' with { type: 'json' }
import { foldWords } from '../language/fold-words.ts'
import { type Topic, topics } from '../understand/understood.ts'

/** Words that stand for a topic, with commas between them, as the files of the languages have them. */
const wordsByTopic = z.partialRecord(z.enum(topics), z.string())

/** Finds the topic of the words that a source uses. */
export interface TopicReader {
  /** The topic of a word or a phrase of the source; null when it is not known. */
  topicOf(words: string): Topic | null
  /** The topic of the first word in a text that is known; null when there is none. */
  topicIn(text: string): Topic | null
}

/** Reads topics by the words of every language and those of a city, which come first. */
export function createTopicReader(own: ReadonlyMap<string, Topic>): TopicReader {
  const known = new Map<string, Topic>()
  for (const file of [nl, en].map((words) => wordsByTopic.parse(words))) {
    for (const topic of topics) {
      for (const word of (file[topic] ?? '').split(',')) known.set(foldWords(word), topic)
    }
  }
  for (const topic of topics) known.set(topic, topic)
  for (const [word, topic] of own) known.set(foldWords(word), topic)
  known.delete('')
  const topicIn = (text: string): Topic | null => {
    const words = foldWords(text).split(' ')
    for (const [index, word] of words.entries()) {
      const topic = known.get(`${word} ${words[index + 1] ?? ''}`) ?? known.get(word)
      if (topic !== undefined) return topic
    }
    return null
  }
  return {
    topicOf: (words) => known.get(foldWords(words)) ?? topicIn(words),
    topicIn,
  }
}
