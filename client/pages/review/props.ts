/** What a case on the screen is given. */
import type { AgendaEntry, ReviewView } from '../../../server/contract/review.ts'
import type { SessionView } from '../../../server/contract/session.ts'
import type { Notebook } from './notes.ts'

export interface CaseProps {
  readonly entry: AgendaEntry
  readonly view: ReviewView
  readonly session: SessionView
  readonly notebook: Notebook
  /** Spent on this case in the running meeting. */
  readonly seconds: number
  /** Minutes since the meeting began. */
  readonly elapsed: number
  readonly onNext: () => void
  readonly onSaved: () => void
}
