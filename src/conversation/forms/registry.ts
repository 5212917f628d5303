import { activityForm } from './activity-form.ts'
import { awardForm } from './award-form.ts'
import { badgeForm } from './badge-form.ts'
import type { Form } from './form.ts'
import { pathwayForm } from './pathway-form.ts'
import { statusForms } from './status-form.ts'

/** Every guided conversation. */
export const forms: readonly Form[] = [
  awardForm,
  activityForm,
  badgeForm,
  pathwayForm,
  ...Object.values(statusForms),
]
