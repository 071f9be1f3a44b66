/** Saves a case's note as its review, and settles the question that it answers. */
import type { PatientView } from '../../../server/contract/patients.ts'
import type { CalendarDay } from '../../../server/domain/calendar.ts'
import type { NewRow } from '../../../server/domain/writing-defaults.ts'
import { useAmendRecord } from '../../api/records.ts'
import { useAddReview } from '../../api/review.ts'
import type { Note } from './notes.ts'
import type { CaseProps } from './props.ts'
import { textOrNull } from './state.ts'

export type NoteProps = CaseProps & { readonly patient: PatientView }

export interface Saving {
  readonly save: (note: Note, byClock: number) => void
  readonly isPending: boolean
  readonly error: unknown
}

/** The review first; then the question that it answers is settled. */
export function useSaving({ entry, view, patient, notebook, onSaved }: NoteProps): Saving {
  const adding = useAddReview(entry.patient)
  const settling = useAmendRecord(entry.patient, 'questions')
  const asked = patient.chart.questions.filter(({ settled_on }) => settled_on === null)
  const settle = async (): Promise<void> => {
    for (const { question_id } of asked) {
      const mark = patient.marks.questions[question_id]
      if (!mark) continue
      const seen = { key: mark[0], version: mark[1] }
      const reason = 'answered in the case review'
      await settling.mutateAsync({ ...seen, changes: { settled_on: patient.today }, reason })
    }
  }
  const save = (note: Note, byClock: number): void => {
    adding
      .mutateAsync({ ...rowOf(note, byClock), ...aroundOf(view, entry) })
      .then(() => {
        notebook.clear(entry.patient)
        onSaved()
        return settle()
      })
      .catch(() => undefined) // it stands below the form
  }
  return { save, isPending: adding.isPending, error: adding.error ?? settling.error }
}

type NewReview = NewRow<'case_reviews'>

const rowOf = (
  note: Note,
  byClock: number,
): Pick<
  NewReview,
  'note' | 'kind' | 'recommendation' | 'recommends_change' | 'minutes' | 'next_review_on'
> => ({
  note: textOrNull(note.note),
  kind: note.kind || null,
  recommendation: note.recommendation.trim(),
  recommends_change: note.change === 'yes',
  minutes: note.minutes === '' ? byClock : Number(note.minutes),
  next_review_on: (note.next_review_on || null) as CalendarDay | null, // of a date field
})

/** The two people of the meeting, and the question that was answered. */
function aroundOf(view: CaseProps['view'], entry: CaseProps['entry']) {
  const { meeting, care_manager } = view
  const consultant =
    meeting?.row.psychiatric_consultant_id ?? entry.row.team.psychiatric_consultant?.staff_id ?? ''
  return {
    meeting_id: meeting?.row.meeting_id ?? null,
    care_manager_id: meeting?.row.care_manager_id ?? care_manager.staff_id,
    psychiatric_consultant_id: consultant,
    question: entry.question,
  }
}
