import { foldWords } from '../language/fold-words.ts'
import { bakePng, bakeSvg } from './bake.ts'
import type { Drawn } from './drawing.ts'
import { badgePicture } from './picture.ts'

/** The files in which a badge can be taken along. */
export const badgeFileTypes = ['json', 'jwt', 'png', 'svg'] as const
export type BadgeFileType = (typeof badgeFileTypes)[number]

/** A badge that files are made of. */
export interface FiledBadge extends Drawn {
  readonly credential: { readonly jwt: string; readonly document: unknown }
}

/** Makes one file of a badge; a picture has the credential baked in. */
export function badgeFile(badge: FiledBadge, fileType: BadgeFileType): string | Buffer {
  const { credential } = badge
  switch (fileType) {
    case 'json':
      return JSON.stringify(credential.document, null, 2)
    case 'jwt':
      return credential.jwt
    case 'png':
      return bakePng(badgePicture(badge).png, credential.jwt)
    case 'svg':
      return bakeSvg(badgePicture(badge).svg, credential.jwt)
  }
}

/** A file name from the name of a badge, without what a file system may stumble over. */
export const badgeFileName = (name: string): string =>
  foldWords(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'badge'
