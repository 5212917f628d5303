import type { Form } from './form.ts'

/** Every guided conversation. */
export const forms: readonly Form[] = []
