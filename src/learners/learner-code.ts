/**
 * Words of a learner code: short, friendly, easy to say and to spell, the same to Dutch and other ears,
 * and none that is a person's name or can be taken amiss.
 */
const words = `
  APPEL BANJO BEUK BLAD BLOEM BOEK BOOM BOOT BRUG DUIN EIK ELAND FIETS FLUIT GANS GITAAR
  GOLF GRAS HAVEN HERFST HERT HONING KADE KAMEEL KANO KERS KIEVIT KLAVER KOMPAS KRAAN LAMP
  LEEUW LENTE LINDE MAAS MAAN MANGO MELOEN MEEUW MOLEN MUNT NOOT OLIJF OTTER PAARD PANDA
  PEER PIANO PLANT PRUIM RADIJS REGEN RIET RIVIER SALIE SCHIP SLOEP SNEEUW SPAR STER STRAND
  TIJGER TIJM TOMAAT TREIN TULP UIL VELD VIJVER VIOOL VIS VLAG VLIEGER VOGEL WALNOOT WILG
  WOLK ZEBRA ZEE ZEIL ZOMER ZON ZWAAN ZWALUW`
  .trim()
  .split(/\s+/)

/** A code such as `TULP-4821`, by which a learner is known to workers. */
export type LearnerCode = string & { readonly __brand: 'LearnerCode' }

/**
 * Draws a learner code. It may be taken already: the database says so, and another is drawn.
 *
 * @param randomBytes at least five bytes from a source fit for secrets are taken from it.
 */
export function drawLearnerCode(randomBytes: (count: number) => Uint8Array): LearnerCode {
  const view = new DataView(Uint8Array.from(randomBytes(8)).buffer)
  const word = words[view.getUint32(0) % words.length]
  const figures = String(view.getUint32(4) % 10_000).padStart(4, '0')
  return `${word}-${figures}` as LearnerCode
}

const typedCode = /^(\p{L}{3,10})[\s\-–—_.]*(\d{4})$/u

/** Reads a code as people type it ("tulp 4821", "TULP4821"); null when it has not the form of one. */
export function readLearnerCode(typed: string): LearnerCode | null {
  const [, word, figures] = typedCode.exec(typed.trim()) ?? []
  if (word === undefined || figures === undefined) return null
  return `${word.toUpperCase()}-${figures}` as LearnerCode
}

/** Finds the first code that stands somewhere in a text; null when there is none. */
export function findLearnerCode(text: string): LearnerCode | null {
  for (const [found, word = ''] of text.matchAll(
    /(?<!\p{L})(\p{L}{3,10})[\s\-–—_.]*\d{4}(?!\d)/gu,
  )) {
    if (words.includes(word.toUpperCase())) return readLearnerCode(found)
  }
  return null
}
