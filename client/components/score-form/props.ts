import type { Written } from '../../../server/contract/writing.ts'
import type { CalendarDay } from '../../../server/domain/calendar.ts'
import type { InstrumentView } from '../../../server/domain/caseload/row.ts'
import type { InstrumentSlug } from '../../../server/domain/instruments/index.ts'
import type { Entry } from './entry.ts'

/** What is known of earlier scores, by instrument. */
export type Before = Readonly<Record<string, InstrumentView>>

export interface SavedScore {
  readonly score: Written<'scores'>
  readonly entry: Entry
  /** For the record of the clinic. */
  readonly note: string
}

export interface ScoreFormProps {
  readonly patient: string
  /** The day at the patient's clinic. */
  readonly today: CalendarDay
  /** The instrument that the form begins with. */
  readonly target: InstrumentSlug
  readonly about: { readonly sex: string | null; readonly language: string | null }
  readonly before: Before
  /** The score is kept; the form may still wait until its risk steps are acknowledged. */
  readonly onSaved: (saved: SavedScore) => void
  readonly onLeave: () => void
  /** Told true while the risk steps wait: nothing around the form should close it then. */
  readonly onHold?: (held: boolean) => void
}
