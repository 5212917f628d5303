import type { KeyRing } from './signing/key-ring.ts'
import type { Seals } from './signing/seals.ts'

/** What a link carries: what follows `/start`, and the same as a person would type it. */
export interface ChatStart {
  readonly payload: string
  readonly typed: string
}

/** A link that opens a chat, by the name people know the app by. */
export interface ChatLink {
  readonly app: string
  readonly url: string
}

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
  /** Links that open a chat with us and carry a payload there, one a channel that has such links. */
  readonly chatLinks: (start: ChatStart) => readonly ChatLink[]
}
