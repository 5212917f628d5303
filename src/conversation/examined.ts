/** What was seen of one thing that must be right for the service to work. */
export interface Examined {
  /** What was looked at. */
  readonly subject: string
  /** `mend`: it does not work like this. `note`: it works, and somebody should know. */
  readonly outcome: 'good' | 'note' | 'mend'
  /** In words, for who runs the service: what is so, and what to do about it. */
  readonly says: string
}

/** Makes what was seen of one subject. */
export const examining = (subject: string) => ({
  good: (says: string): Examined => ({ subject, outcome: 'good', says }),
  note: (says: string): Examined => ({ subject, outcome: 'note', says }),
  mend: (says: string): Examined => ({ subject, outcome: 'mend', says }),
})
