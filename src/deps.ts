import type { KeyRing } from './signing/key-ring.ts'
import type { Seals } from './signing/seals.ts'

/** What changes from run to run comes in here, so that the core is the same every time in a test. */
export interface Deps {
  /** The time now. */
  readonly clock: () => Date
  /** Random bytes from a source fit for secrets. */
  readonly randomBytes: (count: number) => Uint8Array
  /** A fresh UUID. */
  readonly newId: () => string
  readonly seals: Seals
  readonly keyRing: KeyRing
  /** Where our pages are, without a slash at the end; `http://localhost:3000` when nothing else is set. */
  readonly siteUrl: string
}
