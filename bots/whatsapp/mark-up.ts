import type { Line } from '../render-text.ts'

/** WhatsApp has stars for bold and no way to escape one. */
export const markUp = ({ text, bold }: Line): string =>
  bold ? `*${text.replaceAll('*', '∗')}*` : text
