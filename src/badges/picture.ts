import { Resvg } from '@resvg/resvg-js'
import type { DatabaseOrTransaction } from '../database/client.ts'
import { type Drawn, drawBadge } from './drawing.ts'

/** A badge's picture in both forms. */
export interface BadgePicture {
  readonly svg: string
  /** 512 by 512 pixels. */
  readonly png: Buffer
}

/** Where the picture of an achievement is on our own site: PNG, which every chat can show. */
export const picturePath = (achievementId: string): string =>
  `/achievements/${achievementId}/picture.png`

const pictureWidthPixels = 512

/** There are only so many kinds and topics: each is drawn once. */
const drawn = new Map<string, BadgePicture>()

/** Draws the picture of a kind and topic. */
export function badgePicture(what: Drawn): BadgePicture {
  const key = `${what.kind} ${what.topic}`
  const known = drawn.get(key)
  if (known !== undefined) return known
  const svg = drawBadge(what)
  const png = new Resvg(svg, { fitTo: { mode: 'width', value: pictureWidthPixels } })
    .render()
    .asPng()
  const picture = { svg, png }
  drawn.set(key, picture)
  return picture
}

/** The picture of an achievement; null when there is none by this id. */
export async function achievementPicture(
  db: DatabaseOrTransaction,
  achievementId: string,
): Promise<BadgePicture | null> {
  const found = await db.achievement.findUnique({
    where: { id: achievementId },
    select: { kind: true, topic: true },
  })
  return found === null ? null : badgePicture(found)
}
