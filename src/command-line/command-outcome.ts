/** What a command on the command line came to: lines to show, or what went otherwise than asked. */
export type CommandOutcome =
  | { readonly kind: 'done'; readonly lines: readonly string[] }
  | { readonly kind: 'fault'; readonly says: string }

/** What went otherwise than asked, in words for whoever typed it. */
export const fault = (says: string): CommandOutcome => ({ kind: 'fault', says })
