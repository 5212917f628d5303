/** What a link to the chat can be for. */
const purposes = ['join', 'checkin', 'city'] as const
export type StartPurpose = (typeof purposes)[number]

/** What a link says when it is followed. */
export interface StartPayload {
  readonly purpose: StartPurpose
  readonly code: string
}

/** Writes what follows `/start`: letters, figures and hyphens, 64 at the most (Telegram's `start`). */
export const startPayload = ({ purpose, code }: StartPayload): string => `${purpose}-${code}`

/** Reads what follows `/start`; null when it is nothing of ours. */
export function readStartPayload(typed: string): StartPayload | null {
  const [, word, code = ''] = /^([a-z]+)-([A-Za-z0-9-]{1,50})$/.exec(typed.trim()) ?? []
  const purpose = purposes.find((known) => known === word)
  return purpose === undefined ? null : { purpose, code }
}
