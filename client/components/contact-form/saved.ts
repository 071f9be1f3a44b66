import type { Written } from '../../../server/contract/writing.ts'

/** What was kept of one contact. */
export interface SavedContact {
  readonly activity: Written<'activities'>
  readonly planned: Written<'planned_contacts'> | null
  readonly minutes: number
  /** For the record of the clinic. */
  readonly note: string
}
