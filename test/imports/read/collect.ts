import type { ImportItem, ReadingContext } from '../../../src/imports/item.ts'

/** Wednesday 25 November 2026 in the Netherlands, and a year from there. */
export const context: ReadingContext = {
  timeZone: 'Europe/Amsterdam',
  now: new Date('2026-11-25T10:00:00Z'),
  until: new Date('2027-11-25T10:00:00Z'),
}

/** Bytes in pieces, as they come from a file or a network. */
export function* inChunks(bytes: Uint8Array, chunkBytes: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.slice(at, at + chunkBytes)
}

/** Everything that a parser gives. */
export async function collect(items: AsyncIterable<ImportItem>): Promise<ImportItem[]> {
  const all: ImportItem[] = []
  for await (const item of items) all.push(item)
  return all
}
