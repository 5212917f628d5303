import type { Request } from 'express'
import type { BadgeFileType } from '../badges/badge-files.ts'

/** How each file of a badge is served (Open Badges 3.0, hosted). */
export const mediaTypes = {
  json: 'application/vc+ld+json',
  jwt: 'text/plain; charset=utf-8',
  png: 'image/png',
  svg: 'image/svg+xml',
} as const satisfies Record<BadgeFileType, string>

const byMediaType: Readonly<Record<string, BadgeFileType>> = {
  'application/vc+ld+json': 'json',
  'application/vc': 'json',
  'application/ld+json': 'json',
  'application/json': 'json',
  'application/vc+jwt': 'jwt',
  'application/jwt': 'jwt',
  'text/plain': 'jwt',
  'image/png': 'png',
  'image/svg+xml': 'svg',
}

/**
 * The file that is asked for by `Accept`.
 *
 * @param page whether there is also a page for people, which then comes first.
 */
export function acceptedFileType(request: Request, page: boolean): BadgeFileType | 'page' | null {
  const type = request.accepts([...(page ? ['text/html'] : []), ...Object.keys(byMediaType)])
  if (type === false) return null
  return byMediaType[type] ?? 'page'
}
