import { pictograms } from '../../badges/pictograms.ts'
import { type Topic, topics } from '../../understand/understood.ts'

/** The path of a topic's icon. */
export const topicIconPath = (topic: Topic): string => `/assets/topics/${topic}.svg`

/** The topic whose icon a file is; null when it is none. */
export const topicOfIcon = (file: string): Topic | null =>
  topics.find((topic) => `${topic}.svg` === file) ?? null

/** Draws a topic with the pictogram that its badges have, in the colour of the reader's scheme. */
export function drawTopicIcon(topic: Topic): string {
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200" width="40" height="40">',
    '<style>path{stroke:#0b5d6b}@media(prefers-color-scheme:dark){path{stroke:#86d6d8}}</style>',
    `<path d="${pictograms[topic]}" fill="none" stroke-width="13" stroke-linecap="round" stroke-linejoin="round"/>`,
    '</svg>',
  ].join('')
}
