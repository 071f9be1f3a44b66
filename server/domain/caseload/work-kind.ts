/** Kinds of work: words alone, so that a browser that names them loads no rules. */
import type { CalendarDay } from '../calendar.ts'
import type { Severity } from './flag.ts'

/** In the order of the worklist. */
export const workKinds = [
  'safety',
  'contacts',
  'scores',
  'attempts',
  'recommendations',
  'reviews',
  'relapse_prevention',
  'consent_and_visit',
  'minutes_and_elements',
] as const
export type WorkKind = (typeof workKinds)[number]

export const workKindNames: Readonly<Record<WorkKind, string>> = {
  safety: 'Safety',
  contacts: 'Contacts due and overdue',
  scores: 'Scores due',
  attempts: 'Attempts to repeat',
  recommendations: 'Recommendations to carry out or send',
  reviews: 'Reviews to prepare',
  relapse_prevention: 'Relapse plans, graduations',
  consent_and_visit: 'Consent and visit gaps',
  minutes_and_elements: 'Minutes and missing elements this month',
}

/** One thing to do for one patient. */
export interface Work {
  readonly kind: WorkKind
  readonly because: string
  readonly since: CalendarDay
  readonly severity: Severity
}
