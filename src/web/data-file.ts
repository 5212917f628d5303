import { strToU8, type Zippable, zipSync } from 'fflate'
import { badgeFile, badgeFileTypes } from '../badges/badge-files.ts'
import { badgePicture } from '../badges/picture.ts'
import type { HeldData } from '../learners/held/held-data.ts'
import { heldDataPage } from './pages/held-data-page.tsx'

/**
 * Makes a ZIP of everything that is held of a person: a page to read, the same as JSON, and each badge
 * with its credential and picture. It is made when it is asked for, and kept nowhere.
 *
 * @param timeZone in which moments are said on the page.
 */
export function dataFile(data: HeldData, timeZone: string): Uint8Array {
  const { locale } = data.person
  const files: Zippable = {
    [locale === 'nl' ? 'lees-mij.html' : 'read-me.html']: strToU8(
      heldDataPage(data, locale, timeZone),
    ),
    'data.json': strToU8(JSON.stringify(data, null, 2)),
  }
  for (const [index, badge] of data.badges.entries()) {
    const name = `badges/${index + 1}-${badge.slug}`
    const { credential, kind, topic } = badge
    if (credential === null) {
      // Pictures are packed already.
      files[`${name}.png`] = [new Uint8Array(badgePicture(badge).png), { level: 0 }]
      continue
    }
    for (const fileType of badgeFileTypes) {
      const file = badgeFile({ kind, topic, credential }, fileType)
      files[`${name}.${fileType}`] = typeof file === 'string' ? strToU8(file) : new Uint8Array(file)
    }
  }
  return zipSync(files, { mtime: data.madeAt })
}
