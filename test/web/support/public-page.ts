/** A page, and what is checked of it besides what holds for all. */
export interface PublicPage {
  readonly path: string
  /** What is filled in, for a page that answers a form. */
  readonly send?: Readonly<Record<string, string>>
  /** Brings the site where it must be, each time before it is opened. */
  readonly before?: () => Promise<unknown>
  /** The status it is answered with; 200 when left out. */
  readonly status?: number
  /** Something that is only on this page, so that no other is looked at in its place. */
  readonly has?: string
  /** It must print on this many sheets of A4. */
  readonly sheets?: number
  /** Words that must stand on paper. */
  readonly onPaper?: string
  /** The cookie of who may see it. */
  readonly cookie?: string
  /** What it tells the next page; nothing when left out. */
  readonly referrerPolicy?: 'same-origin'
  /** It is opened from somebody's own folder: there is no site around it. */
  readonly isFile?: true
}

/** Pages by a name for each. */
export type NamedPages = Readonly<Record<string, PublicPage>>
