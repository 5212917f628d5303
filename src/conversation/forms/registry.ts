import { awardForm } from './award-form.ts'
import type { Form } from './form.ts'
import { pathwayForm } from './pathway-form.ts'

/** Every guided conversation. */
export const forms: readonly Form[] = [awardForm, pathwayForm]
